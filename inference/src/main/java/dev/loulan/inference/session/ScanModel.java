package dev.loulan.inference.session;

import dev.loulan.domain.Gtin;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What scans say. A code that is read is the right one; the errors are the shopper's.
 *
 * <p>Unasked, a shopper scans what is in the hand: a product that is not out at that moment is
 * scanned once in 200 times (before it is lifted, or never). One of several units scanned and not
 * the others: one in 20. A unit scanned twice, or put back since: one in 5. No scan says nothing.
 *
 * <p>When the shelf asks for all that the shopper holds, no scan says something as well: each unit
 * is forgotten or scanned twice one in 50 times, and something that is not held is scanned one in
 * 2,000. Asked again, the shopper begins again, and errs anew. What was scanned unasked counts then
 * as far as more units were scanned than left.
 */
final class ScanModel {
  private static final double NOT_OUT = StrictMath.log(1.0 / 200);
  private static final double OTHERS_NOT_SCANNED = StrictMath.log(1.0 / 20);
  private static final double PUT_BACK_SINCE = StrictMath.log(1.0 / 5);
  private static final double TWICE = StrictMath.log(1.0 / 50);
  private static final double FORGOTTEN = StrictMath.log(1.0 / 50);
  private static final double NOT_HELD = StrictMath.log(1.0 / 2_000);

  private final List<Scan> unasked;
  private final SortedMap<Gtin, Integer> unaskedCounts;
  private final List<SortedMap<Gtin, Integer>> answers = new ArrayList<>();

  /**
   * @param askedMicros when the shelf asked, by time
   */
  ScanModel(List<Scan> scans, List<Long> askedMicros) {
    long firstAsk = askedMicros.isEmpty() ? Long.MAX_VALUE : askedMicros.getFirst();
    unasked = scans.stream().filter(s -> s.atMicros() < firstAsk).toList();
    unaskedCounts = counts(unasked);
    for (int ask = 0; ask < askedMicros.size(); ask++) {
      long from = askedMicros.get(ask);
      long until = ask + 1 < askedMicros.size() ? askedMicros.get(ask + 1) : Long.MAX_VALUE;
      SortedMap<Gtin, Integer> answer =
          counts(scans.stream().filter(s -> s.atMicros() >= from && s.atMicros() < until).toList());
      if (!answer.isEmpty()) {
        answers.add(answer);
      }
    }
  }

  private static SortedMap<Gtin, Integer> counts(List<Scan> scans) {
    SortedMap<Gtin, Integer> counts = new TreeMap<>();
    scans.forEach(s -> counts.merge(s.gtin(), 1, Integer::sum));
    return counts;
  }

  /** Scans while goods were moved, by time. */
  List<Scan> unasked() {
    return unasked;
  }

  /** Units scanned of each product; once the shopper answered, in the last answer. */
  SortedMap<Gtin, Integer> counts() {
    return answers.isEmpty() ? unaskedCounts : answers.getLast();
  }

  /** Whether the shopper scanned all that they hold because the shelf asked. */
  boolean isAnswered() {
    return !answers.isEmpty();
  }

  /** Log likelihood of a scan at a moment when so many units are out. */
  double logAtScan(int out) {
    return out > 0 ? 0 : NOT_OUT;
  }

  /** Log likelihood of all scans of this product when so many units left with the shopper. */
  double logAtEnd(Gtin gtin, int quantity) {
    int scanned = unaskedCounts.getOrDefault(gtin, 0);
    double log = answers.isEmpty() || scanned > quantity ? logUnasked(scanned, quantity) : 0;
    for (SortedMap<Gtin, Integer> answer : answers) {
      log += logOfAnswer(answer.getOrDefault(gtin, 0), quantity);
    }
    return log;
  }

  private static double logOfAnswer(int scanned, int quantity) {
    if (scanned <= quantity) {
      return (quantity - scanned) * FORGOTTEN;
    }
    return quantity == 0 ? NOT_HELD + (scanned - 1) * TWICE : (scanned - quantity) * TWICE;
  }

  private static double logUnasked(int scanned, int quantity) {
    if (scanned > quantity) {
      return (scanned - quantity) * PUT_BACK_SINCE;
    }
    return scanned == 0 || scanned == quantity ? 0 : OTHERS_NOT_SCANNED;
  }
}
