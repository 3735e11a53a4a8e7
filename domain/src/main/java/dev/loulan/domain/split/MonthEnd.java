package dev.loulan.domain.split;

import dev.loulan.domain.agreement.MonthTerms;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.SharingParty;
import dev.loulan.domain.agreement.Terms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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
  private final TreeMap<Cause, List<Long>> moves = new TreeMap<>();

  /** Why an amount moves, in the order in which they are reckoned. */
  public enum Cause {
    RENT("rent"),
    GUARANTEE("guarantee"),
    CAP("cap");

    private final String word;

    Cause(String word) {
      this.word = word;
    }

    /** The form used in documents. */
    public String word() {
      return word;
    }
  }

  private MonthEnd(Terms terms, long daysInForce, long daysInMonth, List<Long> amounts) {
    this.terms = terms;
    this.daysInForce = daysInForce;
    this.daysInMonth = daysInMonth;
    this.amounts = new ArrayList<>(amounts);
  }

  /** The parties' amounts after the transfers of {@link #moves}. */
  public static List<Long> amounts(
      Terms terms, long daysInForce, long daysInMonth, List<Long> amounts) {
    MonthEnd month = new MonthEnd(terms, daysInForce, daysInMonth, amounts);
    month.reckon();
    return List.copyOf(month.amounts);
  }

  /**
   * What each clause moves, for the clauses that the terms have: for each party, in the order of
   * the agreement, what it gets or, below 0, gives.
   *
   * @param daysInForce days of the month on which the version held
   * @param amounts of the month's days, in minor units
   */
  public static SortedMap<Cause, List<Long>> moves(
      Terms terms, long daysInForce, long daysInMonth, List<Long> amounts) {
    MonthEnd month = new MonthEnd(terms, daysInForce, daysInMonth, amounts);
    month.reckon();
    return month.moves;
  }

  private void reckon() {
    terms.month().rents().forEach(this::rent);
    terms.month().guarantees().forEach(this::guarantee);
    terms.month().caps().forEach(this::cap);
  }

  private void rent(MonthTerms.Rent rent) {
    long minor =
        rent.daily() ? Math.multiplyExact(rent.minor(), daysInForce) : inForce(rent.minor());
    move(Cause.RENT, rent.payer(), rent.receiver(), minor);
  }

  private void guarantee(MonthTerms.Limit limit) {
    long lacking = Math.subtractExact(inForce(limit.minor()), amounts.get(place(limit.party())));
    move(Cause.GUARANTEE, limit.other(), limit.party(), Math.max(0, lacking));
  }

  private void cap(MonthTerms.Limit limit) {
    long above = Math.subtractExact(amounts.get(place(limit.party())), inForce(limit.minor()));
    move(Cause.CAP, limit.party(), limit.other(), Math.max(0, above));
  }

  private long inForce(long monthMinor) {
    return Math.multiplyExact(monthMinor, daysInForce) / daysInMonth;
  }

  private void move(Cause cause, ShareRole from, ShareRole to, long minor) {
    List<Long> moved =
        moves.computeIfAbsent(cause, c -> new ArrayList<>(Collections.nCopies(amounts.size(), 0L)));
    for (List<Long> each : List.of(amounts, moved)) {
      each.set(place(from), Math.subtractExact(each.get(place(from)), minor));
      each.set(place(to), Math.addExact(each.get(place(to)), minor));
    }
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
