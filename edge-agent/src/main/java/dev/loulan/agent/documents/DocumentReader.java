package dev.loulan.agent.documents;

import dev.loulan.agent.session.ShelfDocument;
import dev.loulan.agent.session.Terms;
import dev.loulan.domain.Gtin;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.SignedDocument;
import dev.loulan.provisioning.party.PartyMessages;
import dev.loulan.provisioning.party.PartyPublicKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads a signed document as in {@code docs/formats/sync-api.md}, for one device and one operator's
 * key.
 */
public final class DocumentReader {
  private final String device;
  private final PartyPublicKey operator;

  public DocumentReader(String device, PartyPublicKey operator) {
    this.device = device;
    this.operator = operator;
  }

  /**
   * Reads a document and checks its signature.
   *
   * @throws DocumentRefused when it is for another device, not signed by the operator or malformed
   */
  public ShelfDocument read(Json document) throws DocumentRefused {
    try {
      return verified(Fields.of(document, "document"));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new DocumentRefused("The signed document is malformed: " + e.getMessage(), e);
    }
  }

  private ShelfDocument verified(Fields fields) throws DocumentRefused {
    String kind = fields.text("kind");
    long version = fields.integer("version");
    String from = fields.text("from");
    String content = fields.text("content");
    String signature = fields.text("signature");
    String name = kind + " " + version;
    if (!fields.text("device").equals(device)) {
      throw new DocumentRefused(
          "Document "
              + name
              + " is for device "
              + fields.text("device")
              + ", this is "
              + device
              + "; it was not taken.");
    }
    byte[] message = PartyMessages.document(kind, device, version, from, content);
    if (!operator.verifies(message, signature)) {
      throw new DocumentRefused(
          "Document "
              + name
              + " is not signed by the operator's key "
              + operator.keyId()
              + "; it was not taken.");
    }
    SignedDocument signed =
        new SignedDocument(
            Long.toString(version),
            from,
            sha256(content),
            fields.text("keyId"),
            Bytes.ofBase64(signature));
    long fromMicros = micros(from);
    Fields body = Fields.of(JsonReader.read(content), name);
    return switch (kind) {
      case "planogram" -> plan(signed, fromMicros, body);
      case "prices" -> prices(signed, fromMicros, body);
      default -> throw new DocumentRefused("Documents of kind '" + kind + "' are not known here.");
    };
  }

  private static ShelfDocument plan(SignedDocument signed, long fromMicros, Fields body) {
    TreeMap<Gtin, Product> products = new TreeMap<>();
    TreeMap<Gtin, Terms> terms = new TreeMap<>();
    TreeMap<Gtin, List<PlateId>> places = new TreeMap<>();
    for (Fields each : body.objects("products")) {
      Gtin gtin = new Gtin(each.text("gtin"));
      Long weight = each.integerOrNone("unitWeightMg").orElse(null);
      long assumed = weight == null ? 0 : Product.assumedSpreadMg(weight);
      long spread = each.integerOrNone("spreadMg").orElse(assumed);
      products.put(gtin, new Product(gtin, each.text("name"), weight, spread, null));
      terms.put(gtin, new Terms(each.text("supplierId"), each.integerOrNone("taxBp").orElse(0L)));
    }
    for (Fields each : body.objects("places")) {
      places.put(
          new Gtin(each.text("gtin")), each.texts("plates").stream().map(PlateId::parse).toList());
    }
    return new ShelfDocument.Plan(signed, fromMicros, products, terms, places);
  }

  private static ShelfDocument prices(SignedDocument signed, long fromMicros, Fields body) {
    TreeMap<Gtin, Long> prices = new TreeMap<>();
    for (Fields each : body.objects("prices")) {
      prices.put(new Gtin(each.text("gtin")), each.integer("priceMinor"));
    }
    return new ShelfDocument.Prices(signed, fromMicros, body.text("currency"), prices);
  }

  private static long micros(String rfc3339) {
    Instant at = OffsetDateTime.parse(rfc3339).toInstant();
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
  }

  private static Bytes sha256(String content) {
    try {
      return Bytes.owning(
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
