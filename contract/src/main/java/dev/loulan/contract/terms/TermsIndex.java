package dev.loulan.contract.terms;

import dev.loulan.domain.agreement.Terms;
import java.util.List;
import java.util.TreeMap;

/** The terms of every proposed version by what they round together. */
final class TermsIndex {
  private final TreeMap<PartKey, Terms> terms = new TreeMap<>();

  TermsIndex(List<AgreementState> agreements) {
    for (AgreementState agreement : agreements) {
      Terms version = agreement.document().terms();
      terms.put(PartKey.ofMonth(version), version);
      for (String shelf : version.shelves()) {
        terms.put(new PartKey(version.agreementId(), version.version(), shelf), version);
      }
    }
  }

  Terms of(PartKey key) {
    Terms found = terms.get(key);
    if (found == null) {
      throw new IllegalStateException("No terms for " + key + ", which a part was split by");
    }
    return found;
  }
}
