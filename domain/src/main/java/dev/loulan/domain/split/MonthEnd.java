package dev.loulan.domain.split;

import dev.loulan.domain.agreement.MonthTerms;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.SharingParty;
import dev.loulan.domain.agreement.Terms;
import java.util.ArrayList;
import java.util.List;

/**
 * What moves between the parties of one agreement version at the end of a month: rent, then what a
 * party lacks of its guarantee, then what it has above its cap. Each is a transfer, so the sum over
 * the parties does not change. A part of a month counts by its days, rounded down.
 */
public final class MonthEnd {
  private final Terms terms;
  private final long daysInForce;
  private final long daysInMonth;
  private final List<Long> amounts;

  private MonthEnd(Terms terms, long daysInForce, long daysInMonth, List<Long> amounts) {
    this.terms = terms;
    this.daysInForce = daysInForce;
    this.daysInMonth = daysInMonth;
    this.amounts = new ArrayList<>(amounts);
  }

  /**
   * The parties' amounts after the transfers, in the order of the agreement.
   *
   * @param daysInForce days of the month on which the version held
   * @param amounts of the month's days, in minor units
   */
  public static List<Long> amounts(
      Terms terms, long daysInForce, long daysInMonth, List<Long> amounts) {
    MonthEnd month = new MonthEnd(terms, daysInForce, daysInMonth, amounts);
    terms.month().rents().forEach(month::rent);
    terms.month().guarantees().forEach(month::guarantee);
    terms.month().caps().forEach(month::cap);
    return List.copyOf(month.amounts);
  }

  private void rent(MonthTerms.Rent rent) {
    long minor =
        rent.daily() ? Math.multiplyExact(rent.minor(), daysInForce) : inForce(rent.minor());
    move(rent.payer(), rent.receiver(), minor);
  }

  private void guarantee(MonthTerms.Limit limit) {
    long lacking = Math.subtractExact(inForce(limit.minor()), amounts.get(place(limit.party())));
    move(limit.other(), limit.party(), Math.max(0, lacking));
  }

  private void cap(MonthTerms.Limit limit) {
    long above = Math.subtractExact(amounts.get(place(limit.party())), inForce(limit.minor()));
    move(limit.party(), limit.other(), Math.max(0, above));
  }

  private long inForce(long monthMinor) {
    return Math.multiplyExact(monthMinor, daysInForce) / daysInMonth;
  }

  private void move(ShareRole from, ShareRole to, long minor) {
    amounts.set(place(from), Math.subtractExact(amounts.get(place(from)), minor));
    amounts.set(place(to), Math.addExact(amounts.get(place(to)), minor));
  }

  private int place(ShareRole role) {
    List<SharingParty> parties = terms.parties();
    for (int i = 0; i < parties.size(); i++) {
      if (parties.get(i).role() == role) {
        return i;
      }
    }
    throw new IllegalStateException("The terms were checked to name a party " + role.word());
  }
}
