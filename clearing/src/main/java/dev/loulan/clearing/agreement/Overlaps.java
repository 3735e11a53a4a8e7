package dev.loulan.clearing.agreement;

import dev.loulan.clearing.text.InputException;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.agreement.TermsDocument;
import java.util.List;

/**
 * Two documents may not claim the same shelf, supplier and day, unless one is a later version of
 * the other; nor may one version be given twice.
 */
record Overlaps(String file, String text) {

  void require(List<TermsDocument> documents) {
    for (int i = 0; i < documents.size(); i++) {
      for (int j = i + 1; j < documents.size(); j++) {
        require(documents.get(i).terms(), documents.get(j).terms());
      }
    }
  }

  private void require(Terms one, Terms two) {
    boolean sameId = one.agreementId().equals(two.agreementId());
    if (sameId && one.version() == two.version()) {
      throw InputException.at(
          TextPlace.second(file, text, "agreementId"),
          "agreement.twice",
          one.agreementId(),
          one.version());
    }
    if (!sameId && claimSame(one, two)) {
      throw InputException.at(
          TextPlace.second(file, text, "effectiveFrom"),
          "agreement.overlap",
          one.agreementId(),
          two.agreementId());
    }
  }

  private static boolean claimSame(Terms one, Terms two) {
    String supplier = one.partyOf(ShareRole.SUPPLIER).partyId();
    BusinessDay later =
        one.effectiveFrom().compareTo(two.effectiveFrom()) >= 0
            ? one.effectiveFrom()
            : two.effectiveFrom();
    return one.shelves().stream()
        .anyMatch(s -> one.covers(s, supplier, later) && two.covers(s, supplier, later));
  }
}
