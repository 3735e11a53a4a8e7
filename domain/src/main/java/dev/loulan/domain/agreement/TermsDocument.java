package dev.loulan.domain.agreement;

import dev.loulan.domain.BasisPoints;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A terms document as the parties sign it; {@code docs/formats/agreement.md} is its table.
 *
 * @param json in canonical form it is what the hash is made of
 */
public record TermsDocument(Terms terms, Json json) {
  private static final List<String> RESERVED =
      List.of("fixedRent", "perItemFee", "minimumGuarantee", "tiers", "caps");
  private static final List<String> MEMBERS =
      List.of(
          "agreementId",
          "version",
          "parties",
          "shelves",
          "currency",
          "basis",
          "supplierCosts",
          "otherCostBp",
          "paymentFee",
          "effectiveFrom",
          "effectiveTo",
          "fixedRent",
          "perItemFee",
          "minimumGuarantee",
          "tiers",
          "caps");

  /**
   * Reads a document in any formatting.
   *
   * @throws TermsException when it is wrong, or asks for what the split does not do yet
   */
  public static TermsDocument read(byte[] utf8) {
    try {
      Json json = JsonReader.read(utf8);
      return new TermsDocument(terms(Fields.of(json, "terms")), json);
    } catch (TermsException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw TermsException.invalid(String.valueOf(e.getMessage()));
    }
  }

  /** SHA-256 over the canonical form, in lower-case hexadecimal; what the parties sign. */
  public String hash() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(json.canonical()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }

  private static Terms terms(Fields fields) {
    for (String reserved : RESERVED) {
      if (fields.find(reserved).isPresent()) {
        throw TermsException.unsupported("The term '" + reserved + "' is not supported yet");
      }
    }
    fields.allowOnly(MEMBERS);
    return new Terms(
        fields.text("agreementId"),
        fields.integer("version"),
        fields.objects("parties").stream().map(TermsDocument::party).toList(),
        fields.texts("shelves"),
        new Currency(fields.text("currency")),
        Basis.ofWord(fields.text("basis")),
        costs(fields),
        fields.objectOrNone("paymentFee").map(TermsDocument::fee).orElse(PaymentFee.NONE),
        new BusinessDay(fields.text("effectiveFrom")),
        fields.textOrNone("effectiveTo").map(BusinessDay::new));
  }

  private static SharingParty party(Fields fields) {
    fields.allowOnly(List.of("role", "partyId", "bp"));
    return new SharingParty(
        ShareRole.ofWord(fields.text("role")),
        fields.text("partyId"),
        basisPoints(fields.integerOrNone("bp").orElse(0L)));
  }

  private static SupplierCosts costs(Fields fields) {
    TreeMap<String, Long> costs = new TreeMap<>();
    for (Fields cost : fields.objects("supplierCosts")) {
      cost.allowOnly(List.of("gtin", "costMinor"));
      if (costs.put(cost.text("gtin"), cost.integer("costMinor")) != null) {
        throw TermsException.invalid("The cost of " + cost.text("gtin") + " is given twice");
      }
    }
    Optional<BasisPoints> others =
        fields.integerOrNone("otherCostBp").map(TermsDocument::basisPoints);
    return new SupplierCosts(costs, others);
  }

  private static PaymentFee fee(Fields fields) {
    fields.allowOnly(List.of("bp", "fixedMinor"));
    return new PaymentFee(
        basisPoints(fields.integerOrNone("bp").orElse(0L)),
        fields.integerOrNone("fixedMinor").orElse(0L));
  }

  private static BasisPoints basisPoints(long value) {
    return new BasisPoints(Math.toIntExact(Math.clamp(value, -1L, BasisPoints.WHOLE + 1L)));
  }
}
