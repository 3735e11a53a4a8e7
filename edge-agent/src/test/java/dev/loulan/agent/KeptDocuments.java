package dev.loulan.agent;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.provisioning.party.PartyKey;
import dev.loulan.provisioning.party.PartyMessages;
import dev.loulan.testkit.sim.DemoShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The signed documents of the demo's shelf, as an agent keeps them in its data folder. */
final class KeptDocuments {
  private KeptDocuments() {}

  /** Writes planogram and prices for the device {@code shelf-1}. */
  static void write(Path data, PartyKey operator) throws IOException {
    Path documents = Files.createDirectories(data.resolve("documents"));
    DemoShelf shelf = DemoShelf.standard();
    Files.writeString(
        documents.resolve("1.json"),
        signed("planogram", shelf.planogramDocument(), 1, operator).text());
    Files.writeString(
        documents.resolve("2.json"), signed("prices", shelf.priceDocument(), 2, operator).text());
  }

  private static Json signed(String kind, Json content, long version, PartyKey operator) {
    String from = "2026-01-01T00:00:00Z";
    byte[] message = PartyMessages.document(kind, "shelf-1", version, from, content.text());
    return new JsonObjectBuilder()
        .text("kind", kind)
        .text("device", "shelf-1")
        .integer("version", version)
        .text("from", from)
        .text("content", content.text())
        .text("keyId", operator.publicKey().keyId())
        .text("signature", Base64.getEncoder().encodeToString(operator.sign(message)))
        .build();
  }
}
