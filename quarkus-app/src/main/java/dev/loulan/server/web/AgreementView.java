package dev.loulan.server.web;

import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.server.identity.Account;
import io.quarkus.qute.TemplateData;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version of an agreement as its party reads and signs it.
 *
 * @param missing roles that have not signed
 * @param said the terms in words
 * @param terms what is signed, as JSON
 * @param signable whether the party's signature is due
 */
@TemplateData
public record AgreementView(
    String name,
    String agreementId,
    long version,
    String partyId,
    boolean inForce,
    String missing,
    String hash,
    List<TermsInWords.Line> said,
    String terms,
    boolean signable) {

  /** The agreements that name the party, or all for who runs the shelves. */
  static List<AgreementView> of(List<Fields> agreements, Account account, Texts texts) {
    return agreements.stream().flatMap(each -> of(each, account, texts).stream()).toList();
  }

  private static Optional<AgreementView> of(Fields agreement, Account account, Texts texts) {
    Json json = agreement.find("terms").orElseThrow();
    Terms terms = TermsDocument.read(json.canonical()).terms();
    @Nullable String own = account.partyId();
    String role =
        terms.parties().stream()
            .filter(party -> party.partyId().equals(own))
            .map(party -> party.role().word())
            .findFirst()
            .orElse("");
    if (role.isEmpty() && !account.role().runsShelves()) {
      return Optional.empty();
    }
    List<String> missing = agreement.texts("missing");
    return Optional.of(
        new AgreementView(
            agreement.text("agreementId") + " / " + agreement.integer("version"),
            agreement.text("agreementId"),
            agreement.integer("version"),
            own == null ? "" : own,
            agreement.flag("inForce"),
            String.join(", ", missing.stream().map(each -> texts.get("role." + each)).toList()),
            agreement.text("hash"),
            TermsInWords.of(terms, texts),
            json.text(),
            missing.contains(role)));
  }
}
