package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.agreement.TermsException;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.provisioning.party.PartyKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Agreements: proposed once, and signed by each party over the same hash. */
@Command(
    name = "agreement",
    mixinStandardHelpOptions = true,
    subcommands = {AgreementWord.Propose.class, AgreementWord.Sign.class})
public final class AgreementWord {

  @Command(name = "propose", mixinStandardHelpOptions = true)
  static final class Propose implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", descriptionKey = "agreement.file")
    private Path file;

    @Option(names = "--key", paramLabel = "[ID=]FILE", descriptionKey = "agreement.key")
    private List<String> keys = new ArrayList<>();

    @Mixin private ServerOptions server;
    @Mixin private Output output;

    @Override
    public Integer call() {
      TermsDocument terms = terms(file);
      List<KeyFiles> signers = keys.stream().map(KeyFiles::open).toList();
      try (AdminClient client = server.connect()) {
        List<String> done = new ArrayList<>();
        done.add(propose(client, terms));
        for (KeyFiles signer : signers) {
          done.add(sign(client, terms, signer.partyId(), signer.key()));
        }
        output.done(done.toArray(String[]::new));
      }
      return 0;
    }
  }

  @Command(name = "sign", mixinStandardHelpOptions = true)
  static final class Sign implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", descriptionKey = "agreement.file")
    private Path file;

    @Option(
        names = "--key",
        paramLabel = "[ID=]FILE",
        required = true,
        descriptionKey = "agreement.key")
    private List<String> keys = new ArrayList<>();

    @Mixin private ServerOptions server;
    @Mixin private Output output;

    @Override
    public Integer call() {
      TermsDocument terms = terms(file);
      List<KeyFiles> signers = keys.stream().map(KeyFiles::open).toList();
      try (AdminClient client = server.connect()) {
        output.done(
            signers.stream()
                .map(signer -> sign(client, terms, signer.partyId(), signer.key()))
                .toArray(String[]::new));
      }
      return 0;
    }
  }

  /**
   * Reads the terms that a party signs: from its own file, never from what the server says.
   *
   * @throws Failure when the file is missing or no terms document
   */
  public static TermsDocument terms(Path file) {
    try {
      return TermsDocument.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw Failure.usage("file.unreadable", file);
    } catch (TermsException e) {
      throw Failure.usage("agreement.invalid", file, e.getMessage());
    }
  }

  /** Proposes the terms; says what was done. */
  public static String propose(AdminClient client, TermsDocument terms) {
    Fields answer = client.post("/agreements", terms.json());
    if (!answer.text("hash").equals(terms.hash())) {
      throw Failure.failed("agreement.otherHash", answer.text("hash"), terms.hash());
    }
    return Messages.text("agreement.proposed", id(terms), version(terms), terms.hash());
  }

  /** Signs the terms as one party; says what was done. */
  public static String sign(AdminClient client, TermsDocument terms, String partyId, PartyKey key) {
    Json signature =
        new JsonObjectBuilder()
            .text("partyId", partyId)
            .text("signature", key.signAgreement(terms.hash()))
            .build();
    Fields answer =
        client.post("/agreements/" + id(terms) + "/" + version(terms) + "/signatures", signature);
    return Messages.text(
        answer.flag("inForce") ? "agreement.inForce" : "agreement.signed",
        partyId,
        id(terms),
        version(terms));
  }

  private static String id(TermsDocument terms) {
    return Fields.of(terms.json(), "terms").text("agreementId");
  }

  private static long version(TermsDocument terms) {
    return Fields.of(terms.json(), "terms").integer("version");
  }
}
