package dev.loulan.sync.clearing;

import dev.loulan.contract.Definition;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Fields;
import dev.loulan.sync.publicstate.LedgerWrite;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The business days that have to be looked at, by what was written to the ledger: the keys say
 * which day a write concerns. A day's own statement says what else may change it later: time, while
 * one of its sales is contested, and a release, while one is held.
 */
final class DayNews {
  private final TreeSet<BusinessDay> days = new TreeSet<>();
  private final TreeSet<BusinessDay> contested = new TreeSet<>();
  private final TreeSet<BusinessDay> withCases = new TreeSet<>();

  /** How far a write reaches. */
  enum Reach {
    /** Known days are marked; nothing else is to be done. */
    DAYS,

    /** Terms may hold from another day on. */
    TERMS,

    /** Money at the bank is matched across days. */
    ALL
  }

  /** Marks the days that a write concerns by itself and says which others it may concern. */
  Reach take(LedgerWrite write) {
    List<String> key = List.of(write.key().split("/", -1));
    String kind = key.getFirst();
    if (write.definition() == Definition.SALES) {
      if (kind.equals("day")) {
        days.add(new BusinessDay(key.get(1)));
        // The days that devices close are the clock of disputes.
        days.addAll(contested);
      }
      return Reach.DAYS;
    }
    return switch (kind) {
      case "bill", "adjustmentByDay", "dispute" -> {
        days.add(new BusinessDay(key.get(1)));
        yield Reach.DAYS;
      }
      case "adjustment" -> {
        if (key.getLast().equals("release")) {
          days.addAll(withCases);
        }
        yield Reach.DAYS;
      }
      case "signature" -> Reach.TERMS;
      case "bankCredit", "bankUntil" -> Reach.ALL;
      default -> Reach.DAYS;
    };
  }

  /** Marks all days from one to before another. */
  void mark(BusinessDay from, BusinessDay to) {
    for (BusinessDay day = from; day.compareTo(to) < 0; day = day.plusDays(1)) {
      days.add(day);
    }
  }

  /** The newest marked day that is over. */
  Optional<BusinessDay> next(BusinessDay today) {
    return Optional.ofNullable(days.lower(today));
  }

  /** A day was looked at; {@code statements} are its last ones, one for each currency. */
  void looked(BusinessDay day, List<Fields> statements) {
    days.remove(day);
    set(withCases, day, statements.stream().anyMatch(s -> !s.objects("cases").isEmpty()));
    set(contested, day, statements.stream().anyMatch(DayNews::isContested));
  }

  private static boolean isContested(Fields statement) {
    return statement.objects("cases").stream()
        .flatMap(found -> found.textOrNone("dispute").stream())
        .anyMatch(state -> !state.equals("settled") && !state.equals("withdrawn"));
  }

  private static void set(Set<BusinessDay> of, BusinessDay day, boolean holds) {
    if (holds) {
      of.add(day);
    } else {
      of.remove(day);
    }
  }
}
