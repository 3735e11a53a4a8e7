package dev.loulan.agent.identity;

import dev.loulan.agent.sync.ServerClient;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.domain.text.Sentences;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.provisioning.ErrorCode;
import dev.loulan.provisioning.ProvisioningException;
import dev.loulan.provisioning.SecretFile;
import dev.loulan.provisioning.device.DeviceIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Registers the journal's key on the ledger, with a proof that the device holds it. Once. */
public final class JournalKeyRegistration {
  private static final String DONE = "journal-key.registered";

  private final ServerClient server;
  private final Path done;

  public JournalKeyRegistration(ServerClient server, Path data) {
    this.server = server;
    this.done = data.resolve(DONE);
  }

  /**
   * Registers the key unless that was done before. A server that is away is no failure: it is done
   * at the next start, and nothing is uploaded before.
   *
   * @throws ProvisioningException when the server has another key for this device
   */
  public void register(DeviceIdentity identity, DeviceSigner signer) throws InterruptedException {
    String vkey = JournalKeys.vkey(identity.device(), signer).encode();
    try {
      if (Files.exists(done) && Files.readString(done).strip().equals(vkey)) {
        return;
      }
      ServerClient.Answer answer =
          server.putJson(
              "/sync/v1/journal-key",
              new JsonObjectBuilder()
                  .text("vkey", vkey)
                  .text("proof", proof(identity, vkey, signer))
                  .build());
      if (!answer.isOk()) {
        throw new ProvisioningException(ErrorCode.BAD_REQUEST, refusal(answer));
      }
      SecretFile.write(done, vkey + "\n");
    } catch (IOException e) {
      System.err.println(
          Sentences.beside(JournalKeyRegistration.class).text("key.notRegistered", e.getMessage()));
    }
  }

  /** Whether the server has the key; then it follows the journal's changes of keys by itself. */
  public static boolean isDone(Path data) {
    return Files.exists(data.resolve(DONE));
  }

  /** The journal changed the key, so the server will know the new one without being told. */
  public static void changed(Path data, String vkey) {
    if (isDone(data)) {
      SecretFile.write(data.resolve(DONE), vkey + "\n");
    }
  }

  private static String proof(DeviceIdentity identity, String vkey, DeviceSigner signer) {
    String message =
        "loulan.dev/journal-key/v1\n"
            + identity.device()
            + "\n"
            + vkey
            + "\n"
            + identity.certificateFingerprint()
            + "\n";
    return signer.sign(message.getBytes(StandardCharsets.UTF_8)).base64();
  }

  private static String refusal(ServerClient.Answer answer) {
    String why = "HTTP status " + answer.status();
    try {
      Fields problem = Fields.of(JsonReader.read(answer.body()), "problem");
      why = problem.textOrNone("detail").or(() -> problem.textOrNone("code")).orElse(why);
    } catch (JsonException e) {
      // The status has to do.
    }
    return Sentences.beside(JournalKeyRegistration.class).text("key.refused", why);
  }
}
