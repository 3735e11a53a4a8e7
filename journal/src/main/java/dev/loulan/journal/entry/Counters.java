package dev.loulan.journal.entry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running counters of an epoch, so that an omitted sale or review shows at the next entry.
 *
 * <p>The journal numbers entries with it, and verifier and contract check them with it. Entries
 * that are not on the ledger never change it, so whoever sees only the others can check as well.
 *
 * @param ledgerNo entries on the ledger so far
 * @param sales sales so far
 * @param reviews reviews opened so far
 * @param grossMinor sum of the sales so far in minor units
 * @param currency of the sales; null before the first sale or day close
 * @param daySales sales since the last day close
 * @param dayReviews reviews since the last day close
 * @param dayMinor sum of the sales since the last day close
 * @param lastDay last day that was closed, ISO date; null before the first
 */
public record Counters(
    long ledgerNo,
    long sales,
    long reviews,
    long grossMinor,
    @Nullable String currency,
    long daySales,
    long dayReviews,
    long dayMinor,
    @Nullable String lastDay) {

  private static final int FIELDS = 9;

  /** The state before the first entry of an epoch. */
  public static final Counters ZERO = new Counters(0, 0, 0, 0, null, 0, 0, 0, null);

  /** Gives a body its running numbers; bodies without any come back as they are. */
  public Body number(Body body) {
    return switch (body) {
      case Sale sale -> sale.numbered(sales + 1, Math.addExact(grossMinor, sale.lineTotalMinor()));
      case ReviewOpened review -> review.numbered(reviews + 1);
      case DayClose close -> close.counted(daySales, dayReviews, dayMinor);
      case EpochOpened _,
          Boot _,
          TimeAnchor _,
          SessionOpened _,
          SessionClosed _,
          Door _,
          WeightStep _,
          Scan _,
          Restock _,
          PriceVersion _,
          PlanogramVersion _,
          Calibration _,
          Configuration _,
          Alert _,
          Heartbeat _,
          KeyChange _,
          SignerDown _,
          SignerUp _ ->
          body;
    };
  }

  /** The counters after an entry, taken at its word; ask {@link #faults} whether it is right. */
  public Counters after(JournalEntry entry) {
    if (!entry.type().onLedger()) {
      return this;
    }
    Counters next = withLedgerNo(entry.header().ledgerNo());
    return switch (entry.body()) {
      case Sale sale -> next.withSale(sale);
      case ReviewOpened review -> next.withReview(review);
      case DayClose close -> next.withDayClose(close);
      case EpochOpened _,
          Boot _,
          TimeAnchor _,
          SessionOpened _,
          SessionClosed _,
          Door _,
          WeightStep _,
          Scan _,
          Restock _,
          PriceVersion _,
          PlanogramVersion _,
          Calibration _,
          Configuration _,
          Alert _,
          Heartbeat _,
          KeyChange _,
          SignerDown _,
          SignerUp _ ->
          next;
    };
  }

  /** What is wrong with the counters of an entry that follows this state; empty when all agree. */
  public List<String> faults(JournalEntry entry) {
    List<String> faults = new ArrayList<>();
    if (!entry.type().onLedger()) {
      return faults;
    }
    expect(faults, "ledgerNo", ledgerNo + 1, entry.header().ledgerNo());
    if (entry.body() instanceof Sale sale) {
      saleFaults(sale, faults);
    } else if (entry.body() instanceof ReviewOpened review) {
      expect(faults, "reviewNo", reviews + 1, review.reviewNo());
    } else if (entry.body() instanceof DayClose close) {
      dayFaults(close, faults);
    }
    return faults;
  }

  /** As deterministic CBOR: an array of the fields in their order. */
  public byte[] encode() {
    CborBuffer out = new CborBuffer();
    out.head(CborReader.ARRAY, FIELDS);
    out.number(ledgerNo);
    out.number(sales);
    out.number(reviews);
    out.number(grossMinor);
    textOrNull(out, currency);
    out.number(daySales);
    out.number(dayReviews);
    out.number(dayMinor);
    textOrNull(out, lastDay);
    return out.toArray();
  }

  private static void textOrNull(CborBuffer out, @Nullable String value) {
    if (value == null) {
      out.nothing();
    } else {
      out.text(value);
    }
  }

  /**
   * Reads what {@link #encode} writes.
   *
   * @throws EntryFormatException when the bytes are something else
   */
  public static Counters decode(byte[] bytes) {
    CborReader in = new CborReader(bytes);
    in.checkAll();
    if (in.kind() != CborReader.ARRAY || in.head() != FIELDS) {
      throw notCounters();
    }
    return new Counters(
        number(in),
        number(in),
        number(in),
        number(in),
        textOrNull(in),
        number(in),
        number(in),
        number(in),
        textOrNull(in));
  }

  private static long number(CborReader in) {
    int kind = in.kind();
    boolean isInteger = kind == CborReader.UINT || kind == CborReader.NEGATIVE;
    long head = isInteger ? in.head() : -1;
    if (head < 0) {
      throw notCounters();
    }
    return kind == CborReader.UINT ? head : ~head;
  }

  private static @Nullable String textOrNull(CborReader in) {
    if (in.isNull()) {
      in.nothing();
      return null;
    }
    if (in.kind() != CborReader.TEXT) {
      throw notCounters();
    }
    return in.text();
  }

  private static EntryFormatException notCounters() {
    return new EntryFormatException(
        EntryFormatException.Code.NOT_CBOR, "These bytes are not the counters of an epoch");
  }

  private void saleFaults(Sale sale, List<String> faults) {
    try {
      expect(faults, "saleNo", sales + 1, sale.saleNo());
      expect(faults, "lineTotalMinor", Sale.total(sale.lines()), sale.lineTotalMinor());
      expect(
          faults,
          "grossTotalMinor",
          Math.addExact(grossMinor, sale.lineTotalMinor()),
          sale.grossTotalMinor());
    } catch (ArithmeticException e) {
      faults.add("the sale's amounts do not fit in 64 bits");
    }
    currencyFault(sale.currency(), faults);
  }

  private void dayFaults(DayClose close, List<String> faults) {
    expect(faults, "sales of the day", daySales, close.sales());
    expect(faults, "reviews of the day", dayReviews, close.reviewsOpened());
    expect(faults, "sum of the day", dayMinor, close.sumMinor());
    currencyFault(close.currency(), faults);
    if (lastDay != null && close.fromDay().compareTo(lastDay) <= 0) {
      faults.add("day " + close.fromDay() + " was already closed with " + lastDay);
    }
  }

  private void currencyFault(String found, List<String> faults) {
    if (currency != null && !currency.equals(found)) {
      faults.add("currency: expected " + currency + ", found " + found);
    }
  }

  private static void expect(List<String> faults, String what, long expected, long found) {
    if (expected != found) {
      faults.add(what + ": expected " + expected + ", found " + found);
    }
  }

  private Counters withLedgerNo(long number) {
    return new Counters(
        number, sales, reviews, grossMinor, currency, daySales, dayReviews, dayMinor, lastDay);
  }

  private Counters withSale(Sale sale) {
    return new Counters(
        ledgerNo,
        sale.saleNo(),
        reviews,
        sale.grossTotalMinor(),
        sale.currency(),
        daySales + 1,
        dayReviews,
        dayMinor + sale.lineTotalMinor(),
        lastDay);
  }

  private Counters withReview(ReviewOpened review) {
    return new Counters(
        ledgerNo,
        sales,
        review.reviewNo(),
        grossMinor,
        currency,
        daySales,
        dayReviews + 1,
        dayMinor,
        lastDay);
  }

  private Counters withDayClose(DayClose close) {
    return new Counters(
        ledgerNo, sales, reviews, grossMinor, close.currency(), 0, 0, 0, close.toDay());
  }
}
