package dev.loulan.contract.terms;

import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.SharingParty;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.List;
import java.util.stream.Stream;

/**
 * A proposed version and who signed it.
 *
 * @param signedRoles the words of the roles that signed, in order
 */
record AgreementState(TermsDocument document, List<String> signedRoles) {
  private static final List<ShareRole> SIGNATORIES =
      List.of(ShareRole.OPERATOR, ShareRole.HOST, ShareRole.SUPPLIER);

  static List<SharingParty> signatories(Terms terms) {
    return SIGNATORIES.stream().map(terms::partyOf).toList();
  }

  AgreementState with(String role) {
    return new AgreementState(
        document,
        Stream.concat(signedRoles.stream(), Stream.of(role)).distinct().sorted().toList());
  }

  boolean isInForce() {
    return missing().isEmpty();
  }

  private List<String> missing() {
    return SIGNATORIES.stream()
        .map(ShareRole::word)
        .filter(role -> !signedRoles.contains(role))
        .toList();
  }

  /** Whether two agreements could both claim one sale line. */
  static boolean overlap(AgreementState a, AgreementState b) {
    Terms one = a.document.terms();
    Terms two = b.document.terms();
    String supplier = one.partyOf(ShareRole.SUPPLIER).partyId();
    BusinessDay later =
        one.effectiveFrom().compareTo(two.effectiveFrom()) >= 0
            ? one.effectiveFrom()
            : two.effectiveFrom();
    return one.shelves().stream()
        .anyMatch(s -> one.covers(s, supplier, later) && two.covers(s, supplier, later));
  }

  Json.Obj progress() {
    return new JsonObjectBuilder()
        .text("agreementId", document.terms().agreementId())
        .integer("version", document.terms().version())
        .flag("inForce", isInForce())
        .texts("missing", missing())
        .build();
  }

  JsonObjectBuilder json() {
    return new JsonObjectBuilder()
        .text("agreementId", document.terms().agreementId())
        .integer("version", document.terms().version())
        .text("hash", document.hash())
        .flag("inForce", isInForce())
        .texts("signed", signedRoles)
        .texts("missing", missing())
        .json("terms", document.json());
  }
}
