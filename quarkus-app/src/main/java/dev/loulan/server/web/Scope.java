package dev.loulan.server.web;

import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.server.identity.Account;
import dev.loulan.server.identity.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one account may see: an operator everything; a host the sales on shelves whose agreements
 * name it; a supplier the sales that hold its goods, without other suppliers' lines.
 */
final class Scope {
  private final Account account;
  private final Set<String> hostedShelves;

  private Scope(Account account, Set<String> hostedShelves) {
    this.account = account;
    this.hostedShelves = hostedShelves;
  }

  static Scope of(Account account, List<Terms> agreements) {
    Set<String> shelves = new HashSet<>();
    for (Terms terms : agreements) {
      if (terms.partyOf(ShareRole.HOST).partyId().equals(account.partyId())) {
        shelves.addAll(terms.shelves());
      }
    }
    return new Scope(account, shelves);
  }

  boolean everything() {
    return account.role().runsShelves();
  }

  /** False for a supplier, who sees its own lines only. */
  boolean seesWholeSales() {
    return account.role() != Role.SUPPLIER;
  }

  @Nullable String partyId() {
    return account.partyId();
  }

  boolean shows(Figures.SaleRecord sale) {
    return switch (account.role()) {
      case ADMIN, OPERATOR -> true;
      case HOST -> hostedShelves.contains(sale.shelf());
      case SUPPLIER -> sale.lines().stream().anyMatch(this::shows);
    };
  }

  boolean shows(Figures.LineRecord line) {
    return account.role() != Role.SUPPLIER || line.supplierId().equals(account.partyId());
  }

  /** True for the party's own column of a split. */
  boolean mine(String partyId) {
    return partyId.equals(account.partyId());
  }
}
