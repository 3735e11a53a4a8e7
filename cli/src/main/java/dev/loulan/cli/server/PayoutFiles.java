package dev.loulan.cli.server;

import dev.loulan.clearing.payout.PayeeProfile;
import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.InputFile;
import dev.loulan.cli.output.Failure;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;

/** The files of payouts and what a server is asked for them. */
final class PayoutFiles {
  private PayoutFiles() {}

  /** A profile whose signature fits the key that the ledger has. */
  static PayeeProfile profile(AdminClient client, Path file) {
    PayeeProfile profile = sound(() -> PayeeProfile.read(json(file)));
    if (!profile.isSignedBy(registeredKey(client, profile.partyId()))) {
      throw Failure.usage("payout.forged", file, profile.partyId());
    }
    return profile;
  }

  static String registeredKey(AdminClient client, String partyId) {
    for (Fields party : objects(client.get("/parties"))) {
      if (party.text("partyId").equals(partyId)) {
        return party.text("publicKey");
      }
    }
    throw Failure.usage("payout.noParty", partyId);
  }

  static Fields balances(AdminClient client, String query) {
    return Fields.of(client.get("/balances" + query), "balances");
  }

  static List<Fields> objects(Json array) {
    return Fields.of(new JsonObjectBuilder().json("all", array).build(), "answer").objects("all");
  }

  static Json json(Path file) {
    return JsonReader.read(text(file));
  }

  static String text(Path file) {
    try {
      return InputFile.document(file);
    } catch (InputException e) {
      throw Failure.of(Failure.USAGE, e);
    }
  }

  static void write(Path file, Json json) {
    try {
      Files.writeString(file, json.text() + "\n");
    } catch (IOException e) {
      throw Failure.usage("file.unwritable", file);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Says in one sentence what a value refused. */
  static <T> T sound(Callable<T> work) {
    try {
      return work.call();
    } catch (Failure e) {
      throw e;
    } catch (InputException
        | IllegalArgumentException
        | IllegalStateException
        | DateTimeException e) {
      throw Failure.of(Failure.USAGE, e);
    } catch (Exception e) {
      throw new IllegalStateException("No value throws a checked exception", e);
    }
  }
}
