package dev.loulan.contract.terms;

import dev.loulan.contract.Definition;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.sales.ClosedDay;
import dev.loulan.contract.sales.Device;
import dev.loulan.contract.sales.ReviewRecord;
import dev.loulan.contract.sales.SaleRecord;
import dev.loulan.contract.sales.SalesReader;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.matching.BillLine;
import dev.loulan.domain.matching.CollectedSale;
import dev.loulan.domain.matching.MatchCase;
import dev.loulan.domain.matching.Matching;
import dev.loulan.domain.matching.MatchingInput;
import dev.loulan.domain.matching.OpenReview;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that a settlement of one day and currency rests on, as the ledger has it now.
 *
 * @param closed devices whose day close is in, by id
 * @param waiting devices that may still close the day
 * @param bank whether the bills' money came to the bank
 * @param disputes over sales of the day, those that hold first
 */
record DayFacts(
    BusinessDay day,
    Currency currency,
    List<ClosedDay> closed,
    List<String> waiting,
    List<SaleRecord> sales,
    List<OpenReview> reviews,
    List<BillLine> billLines,
    boolean billAsserted,
    List<Adjustment> adjustments,
    List<StandingDispute> disputes,
    BankLeg bank) {

  /** A dispute and where it stands by the days that its device closed. */
  record StandingDispute(Dispute dispute, Dispute.State state) {}

  static DayFacts read(StatePort state, BusinessDay day, Currency currency) {
    SalesReader sales = new SalesReader(state.readerOf(Definition.SALES));
    List<ClosedDay> closed = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    for (Device device : sales.devices()) {
      if (device.currency().equals(currency)) {
        var closedDay = sales.closedDay(day, device.deviceId());
        closedDay.ifPresent(closed::add);
        if (closedDay.isEmpty() && sales.isWaitedFor(day, device)) {
          waiting.add(device.deviceId());
        }
      }
    }
    return new DayFacts(
        day,
        currency,
        List.copyOf(closed),
        List.copyOf(waiting),
        closed.stream().flatMap(d -> sales.sales(d).stream()).toList(),
        closed.stream().flatMap(d -> sales.reviews(d).stream()).flatMap(DayFacts::paid).toList(),
        Bills.lines(state, day, currency),
        Bills.areAsserted(state, day, currency),
        Adjustments.postedOn(state, day, currency),
        disputes(state, sales, day),
        BankLeg.of(state, day, currency));
  }

  private static List<StandingDispute> disputes(
      StatePort state, SalesReader sales, BusinessDay day) {
    List<StandingDispute> standing = new ArrayList<>();
    for (Dispute dispute : Disputes.of(state, day)) {
      BusinessDay today = sales.lastClosedDay(dispute.target().deviceId()).orElse(day);
      standing.add(new StandingDispute(dispute, dispute.state(today)));
    }
    standing.sort(Comparator.comparing(s -> !s.state().holds()));
    return List.copyOf(standing);
  }

  /** Whether no device closed the day and nothing else is posted on it. */
  boolean isEmpty() {
    return closed.isEmpty() && adjustments.isEmpty();
  }

  List<MatchCase> cases() {
    List<CollectedSale> collected =
        sales.stream()
            .map(sale ->
                new CollectedSale(sale.saleId(), sale.tender(), sale.grossMinor(), sale.atMicros()))
            .toList();
    return Matching.of(new MatchingInput(day, collected, reviews, billLines));
  }

  private static Stream<OpenReview> paid(ReviewRecord review) {
    return review.tender().map(tender -> new OpenReview(review.reviewId(), tender)).stream();
  }

  long reviewCount() {
    return closed.stream().mapToLong(ClosedDay::reviews).sum();
  }

  /** All claims of the day: sales, then what adjustments add or take back. */
  List<Claim> adjustmentClaims() {
    return adjustments.stream().map(Claim::of).toList();
  }
}
