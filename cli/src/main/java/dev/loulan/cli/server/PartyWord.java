package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.provisioning.ProvisioningException;
import dev.loulan.provisioning.party.PartyKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keys of the parties, made where the party is. */
@Command(
    name = "party",
    mixinStandardHelpOptions = true,
    subcommands = {PartyWord.Key.class, PartyWord.Admit.class})
public final class PartyWord {

  /** Makes a party's key and registers it at the server; a key that exists is registered again. */
  @Command(name = "key", mixinStandardHelpOptions = true)
  static final class Key implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", descriptionKey = "party.file")
    private Path file;

    @Option(names = "--role", required = true, descriptionKey = "party.role")
    private Role role;

    @Option(names = "--id", descriptionKey = "party.id")
    private @Nullable String id;

    @Option(names = "--name", descriptionKey = "party.name")
    private @Nullable String name;

    @Option(names = "--offline", descriptionKey = "party.offline")
    private boolean offline;

    @Mixin private ServerOptions server;
    @Mixin private Output output;

    @Override
    public Integer call() {
      boolean exists = Files.exists(file);
      PartyKey key = exists ? KeyFiles.open(file.toString()).key() : create();
      String made = Messages.text(exists ? "party.kept" : "party.made", file, key.keyId());
      if (offline) {
        output.done(made);
        return 0;
      }
      String partyId = id == null ? KeyFiles.open(file.toString()).partyId() : id;
      Json party = registration(partyId, role.name(), name == null ? partyId : name, key);
      Path certificate = certificateOf(file);
      try (AdminClient client = server.connect()) {
        admit(client, party, certificate);
      }
      output.done(
          made,
          Messages.text("party.registered", partyId, role),
          Messages.text("party.admitted", certificate));
      return 0;
    }

    private PartyKey create() {
      try {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
          Files.createDirectories(folder);
        }
        return PartyKey.create(file);
      } catch (IOException | ProvisioningException e) {
        throw Failure.of(Failure.USAGE, e);
      }
    }
  }

  /** Admits a party whose key was made elsewhere, a browser for instance. */
  @Command(name = "admit", mixinStandardHelpOptions = true)
  static final class Admit extends ServerWord {
    @Parameters(paramLabel = "FILE", descriptionKey = "party.registration")
    private Path file;

    private Json party = new Json.Null();

    @Override
    void check() {
      try {
        party = JsonReader.read(Files.readAllBytes(file));
      } catch (IOException | JsonException e) {
        throw Failure.usage("file.unreadable", file);
      }
    }

    @Override
    void with(AdminClient client) {
      Path certificate = certificateOf(file);
      Fields admitted = admit(client, party, certificate);
      output()
          .done(
              Messages.text("party.registered", admitted.text("partyId"), admitted.text("role")),
              Messages.text("party.admitted", certificate));
    }
  }

  /** Registers a party and writes the certificate by which the server's authority admits it. */
  private static Fields admit(AdminClient client, Json party, Path certificate) {
    Fields admitted = client.post("/parties", party);
    try {
      Files.writeString(certificate, admitted.text("certificate"));
    } catch (IOException e) {
      throw Failure.usage("file.unwritable", certificate);
    }
    return admitted;
  }

  private static Path certificateOf(Path file) {
    String name = String.valueOf(file.getFileName());
    int end = name.lastIndexOf('.');
    return file.resolveSibling((end < 1 ? name : name.substring(0, end)) + ".crt");
  }

  /** The roles that a party may have, as the API writes them. */
  // Lower case, because these are the words of the API and of the command line.
  @SuppressWarnings("ConstantCaseForConstants")
  enum Role {
    operator,
    host,
    supplier,
    platform
  }

  /** What registers a party, with the proof that it holds the key. */
  public static Json registration(String partyId, String role, String name, PartyKey key) {
    return new JsonObjectBuilder()
        .text("partyId", partyId)
        .text("role", role)
        .text("name", name)
        .text("publicKey", key.publicKey().base64())
        .text("proof", key.signParty(partyId, role))
        .build();
  }
}
