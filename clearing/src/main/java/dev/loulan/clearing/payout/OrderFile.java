package dev.loulan.clearing.payout;

import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.key.Ed25519;
import dev.loulan.journal.merkle.TreeHash;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;

/**
 * A drafted order on its way from the first person to the second: the first signs what was drafted,
 * the second signs the same, with another key.
 *
 * @param drafterKey public key (base64) of who drew it up
 */
public record OrderFile(Order order, String drafterKey, String draftSignature) {
  private static final int FORMAT = 1;
  private static final String KIND = "loulan.dev/payout/v1";

  /**
   * Reads a file and checks the first signature.
   *
   * @throws IllegalArgumentException when it is no order or was changed after it was drafted
   */
  public static OrderFile read(Json json) {
    Fields fields = Fields.of(json, "order");
    if (fields.integer("payoutOrder") != FORMAT) {
      throw new IllegalArgumentException("An order of this program has format " + FORMAT);
    }
    Order order =
        new Order(
            fields.text("messageId"),
            account(fields.objectOrNone("payer").orElseThrow()),
            new Currency(fields.text("currency")),
            LocalDate.parse(fields.text("on")),
            fields.objects("transfers").stream().map(OrderFile::transfer).toList());
    OrderFile file = new OrderFile(order, fields.text("drafterKey"), fields.text("draftSignature"));
    if (!isSigned(order, file.drafterKey, file.draftSignature)) {
      throw new IllegalArgumentException(
          "Order " + order.messageId() + " was changed after it was drafted");
    }
    return file;
  }

  /** What both persons sign. */
  public static byte[] message(Order order) {
    String digest = TreeHash.sha256(json(order).build().canonical()).hex();
    return (KIND + "\n" + digest + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Lets a second person release the order.
   *
   * @throws IllegalStateException when it is the same key or the signature does not fit
   */
  public Payout released(String releaserKey, String signature) {
    Payout released = Payout.draft(order, drafterKey).release(releaserKey);
    if (!isSigned(order, releaserKey, signature)) {
      throw new IllegalStateException("The release is not signed with the key that it names");
    }
    return released;
  }

  public Json json() {
    return json(order)
        .text("drafterKey", drafterKey)
        .text("draftSignature", draftSignature)
        .build();
  }

  private static boolean isSigned(Order order, String publicKey, String signature) {
    try {
      return Ed25519.verify(bytes(publicKey), message(order), bytes(signature));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static JsonObjectBuilder json(Order order) {
    return new JsonObjectBuilder()
        .integer("payoutOrder", FORMAT)
        .text("messageId", order.messageId())
        .json("payer", json(order.payer()))
        .text("currency", order.currency().code())
        .text("on", order.on().toString())
        .array("transfers", order.transfers().stream().map(OrderFile::json).toList());
  }

  private static Json json(Transfer transfer) {
    return new JsonObjectBuilder()
        .text("endToEndId", transfer.endToEndId())
        .text("party", transfer.role())
        .text("partyId", transfer.partyId())
        .json("payee", json(transfer.payee()))
        .integer("amount", transfer.amountMinor())
        .build();
  }

  private static Json json(Account account) {
    return new JsonObjectBuilder()
        .text("name", account.name())
        .text("iban", account.iban())
        .text("bic", account.bic())
        .build();
  }

  private static Transfer transfer(Fields fields) {
    return new Transfer(
        fields.text("endToEndId"),
        fields.text("party"),
        fields.text("partyId"),
        account(fields.objectOrNone("payee").orElseThrow()),
        fields.integer("amount"));
  }

  private static Account account(Fields fields) {
    return new Account(fields.text("name"), fields.text("iban"), fields.text("bic"));
  }

  private static Bytes bytes(String base64) {
    return Bytes.of(Base64.getDecoder().decode(base64));
  }
}
