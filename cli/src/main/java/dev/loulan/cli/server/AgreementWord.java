package dev.loulan.cli.server;

import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.InputFile;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.agreement.TermsException;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.text.Retelling;
import dev.loulan.provisioning.party.PartyKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Agreements: proposed once, and signed by each party over the same hash. */
@Command(
    name = "agreement",
    mixinStandardHelpOptions = true,
    subcommands = {
      AgreementDraftWords.Draft.class,
      AgreementDraftWords.Try.class,
      AgreementWord.Propose.class,
      AgreementWord.Sign.class,
      AgreementDraftWords.ListAll.class
    })
public final class AgreementWord {

  /** The terms in a file, and the keys of those who sign them now. */
  abstract static class Signing extends ServerWord {
    @Parameters(paramLabel = "FILE", descriptionKey = "agreement.file")
    private Path file;

    private @Nullable TermsDocument terms;

    @Override
    final void check() {
      terms = AgreementWord.terms(file);
    }

    final TermsDocument terms() {
      return Objects.requireNonNull(terms);
    }

    static List<KeyFiles> open(List<String> keys) {
      return keys.stream().map(KeyFiles::open).toList();
    }

    final void sign(AdminClient client, List<String> done, List<KeyFiles> signers) {
      for (KeyFiles signer : signers) {
        done.add(AgreementWord.sign(client, terms(), signer.partyId(), signer.key()));
      }
      output().done(done.toArray(String[]::new));
    }
  }

  @Command(name = "propose", mixinStandardHelpOptions = true)
  static final class Propose extends Signing {
    @Option(names = "--key", paramLabel = "[ID=]FILE", descriptionKey = "agreement.key")
    private List<String> keys = new ArrayList<>();

    @Override
    void with(AdminClient client) {
      List<KeyFiles> signers = open(keys);
      List<String> done = new ArrayList<>();
      done.add(propose(client, terms()));
      sign(client, done, signers);
    }
  }

  @Command(name = "sign", mixinStandardHelpOptions = true)
  static final class Sign extends Signing {
    @Option(
        names = "--key",
        paramLabel = "[ID=]FILE",
        required = true,
        descriptionKey = "agreement.key")
    private List<String> keys = new ArrayList<>();

    @Override
    void with(AdminClient client) {
      sign(client, new ArrayList<>(), open(keys));
    }
  }

  /**
   * Reads the terms that a party signs: from its own file, never from what the server says.
   *
   * @throws Failure when the file is missing or no terms document
   */
  public static TermsDocument terms(Path file) {
    try {
      return TermsDocument.read(InputFile.document(file).getBytes(StandardCharsets.UTF_8));
    } catch (InputException e) {
      throw Failure.of(Failure.USAGE, e);
    } catch (TermsException e) {
      throw Failure.usage(
          "agreement.invalid",
          file,
          Retelling.here("TERMS_INVALID", String.valueOf(e.getMessage())));
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
