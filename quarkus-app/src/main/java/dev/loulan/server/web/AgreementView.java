package dev.loulan.server.web;

import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.server.identity.Account;
import io.quarkus.qute.TemplateData;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version of an agreement as its party reads and signs it.
 *
 * @param good whether it is in force, be it until a day that is known
 * @param state whether it is in force, who has not signed, or by what it was replaced
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
    boolean good,
    String state,
    String hash,
    List<TermsInWords.Line> said,
    String terms,
    boolean signable) {

  /** The agreements that name the party, or all for who runs the shelves. */
  static List<AgreementView> of(List<Fields> agreements, Account account, Texts texts) {
    List<Terms> signed =
        agreements.stream().filter(each -> each.flag("inForce")).map(AgreementView::terms).toList();
    return agreements.stream().flatMap(each -> of(each, signed, account, texts).stream()).toList();
  }

  private static Terms terms(Fields agreement) {
    return TermsDocument.read(agreement.find("terms").orElseThrow().canonical()).terms();
  }

  private static Optional<AgreementView> of(
      Fields agreement, List<Terms> signed, Account account, Texts texts) {
    Json json = agreement.find("terms").orElseThrow();
    Terms terms = terms(agreement);
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
    Optional<Terms> next = next(terms, signed);
    boolean replaced = next.filter(later -> isWhole(later, terms)).isPresent();
    return Optional.of(
        new AgreementView(
            agreement.text("agreementId") + " / " + agreement.integer("version"),
            agreement.text("agreementId"),
            agreement.integer("version"),
            own == null ? "" : own,
            agreement.flag("inForce") && !replaced,
            agreement.flag("inForce")
                ? held(next, replaced, texts)
                : texts.get("agreements.waits") + " " + roles(missing, texts),
            agreement.text("hash"),
            TermsInWords.of(terms, texts),
            json.text(),
            missing.contains(role)));
  }

  /** The version that follows: of those signed later the one that begins first. */
  private static Optional<Terms> next(Terms terms, List<Terms> signed) {
    return signed.stream()
        .filter(each -> each.agreementId().equals(terms.agreementId()))
        .filter(each -> each.version() > terms.version() && each.effectiveTo().isEmpty())
        .min(Comparator.comparing(Terms::effectiveFrom).thenComparingLong(Terms::version));
  }

  /** Whether nothing is left of a version once a later one is in force. */
  private static boolean isWhole(Terms later, Terms terms) {
    return later.effectiveFrom().compareTo(terms.effectiveFrom()) <= 0;
  }

  private static String held(Optional<Terms> next, boolean replaced, Texts texts) {
    String inForce = texts.get("agreements.inForce");
    if (next.isEmpty()) {
      return inForce;
    }
    String version = Long.toString(next.get().version());
    return replaced
        ? texts.with("agreements.replaced", version)
        : inForce
            + " · "
            + texts.with("agreements.followed", next.get().effectiveFrom().date(), version);
  }

  private static String roles(List<String> missing, Texts texts) {
    return String.join(", ", missing.stream().map(each -> texts.get("role." + each)).toList());
  }
}
