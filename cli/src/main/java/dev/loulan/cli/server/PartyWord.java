package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
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
@Command(name = "party", mixinStandardHelpOptions = true, subcommands = PartyWord.Key.class)
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
      try (AdminClient client = server.connect()) {
        client.post(
            "/parties", registration(partyId, role.name(), name == null ? partyId : name, key));
      }
      output.done(made, Messages.text("party.registered", partyId, role));
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
