package dev.loulan.benchmarks.inference;

import dev.loulan.domain.Gtin;
import dev.loulan.inference.session.Line;
import dev.loulan.inference.session.Reading;
import dev.loulan.testkit.scenario.Goods;
import dev.loulan.testkit.scenario.ScenarioSession;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts how right readings were. One thread adds at a time. */
final class Tally {

  /** What became of a product that was taken or charged. */
  enum Outcome {
    RIGHT,
    TOO_MANY,
    TOO_FEW,
    NOT_TAKEN,
    NOT_CHARGED
  }

  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private long sessions;
  private long withRival;
  private long asked;
  private long abstained;
  private long lines;
  private long owedMinor;
  private long errorMinor;

  Tally() {
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, 0L);
    }
  }

  void add(ScenarioSession session, ScenarioRun.Result result) {
    Reading reading = result.reading();
    sessions++;
    withRival += session.hasRival() ? 1 : 0;
    asked += result.asked() > 0 ? 1 : 0;
    boolean undecided = !reading.reviews().isEmpty();
    abstained += undecided ? 1 : 0;
    SortedMap<Gtin, Integer> charged = new TreeMap<>();
    reading.lines().forEach(line -> charged.put(line.gtin(), line.quantity()));
    for (Line line : reading.lines()) {
      lines++;
      int taken = session.taken().getOrDefault(line.gtin(), 0);
      Outcome wrong =
          taken == 0
              ? Outcome.NOT_TAKEN
              : line.quantity() > taken ? Outcome.TOO_MANY : Outcome.TOO_FEW;
      note(line.quantity() == taken ? Outcome.RIGHT : wrong);
    }
    if (!undecided) {
      addMoney(session, charged);
    }
  }

  private void addMoney(ScenarioSession session, SortedMap<Gtin, Integer> charged) {
    for (Goods goods : session.shelf().goods()) {
      int taken = session.taken().getOrDefault(goods.gtin(), 0);
      int billed = charged.getOrDefault(goods.gtin(), 0);
      owedMinor += goods.priceMinor() * taken;
      errorMinor += goods.priceMinor() * Math.abs(billed - taken);
      if (taken > 0 && billed == 0) {
        note(Outcome.NOT_CHARGED);
      }
    }
  }

  private void note(Outcome outcome) {
    outcomes.merge(outcome, 1L, Long::sum);
  }

  void add(Tally other) {
    sessions += other.sessions;
    withRival += other.withRival;
    asked += other.asked;
    abstained += other.abstained;
    lines += other.lines;
    owedMinor += other.owedMinor;
    errorMinor += other.errorMinor;
    other.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
  }

  long sessions() {
    return sessions;
  }

  long lines() {
    return lines;
  }

  long count(Tally.Outcome... of) {
    long sum = 0;
    for (Outcome outcome : of) {
      sum += outcomes.getOrDefault(outcome, 0L);
    }
    return sum;
  }

  double linesRight() {
    return share(count(Outcome.RIGHT), lines);
  }

  /** Charges for an item that was not taken, or for more units than were. */
  long wrongCharges() {
    return count(Outcome.NOT_TAKEN, Outcome.TOO_MANY);
  }

  double abstained() {
    return share(abstained, sessions);
  }

  double asked() {
    return share(asked, sessions);
  }

  double withRival() {
    return share(withRival, sessions);
  }

  /** Money charged too much and too little, as a share of what was owed. */
  double moneyError() {
    return share(errorMinor, owedMinor);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
