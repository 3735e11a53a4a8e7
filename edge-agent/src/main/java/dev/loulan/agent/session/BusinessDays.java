package dev.loulan.agent.session;

import dev.loulan.journal.entry.DayClose;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says when a day close is due. */
final class BusinessDays {
  private DayRules rules;
  private String currency;
  private @Nullable LocalDate lastDay;
  private @Nullable Long nextCutoffMicros;
  private @Nullable Long firstSeenMicros;

  BusinessDays(ShelfSettings settings, @Nullable String lastDay) {
    this.rules = new DayRules(settings.zone(), settings.cutoffSecondOfDay());
    this.currency = settings.currency();
    this.lastDay = lastDay == null ? null : LocalDate.parse(lastDay);
  }

  void settings(ShelfSettings settings) {
    rules = new DayRules(settings.zone(), settings.cutoffSecondOfDay());
    currency = settings.currency();
    nextCutoffMicros = null;
  }

  /** The day close to write now; days that passed unnoticed are named as a range. */
  Optional<DayClose> due(long atMicros, boolean sessionOpen, boolean clockTrusted) {
    if (firstSeenMicros == null) {
      firstSeenMicros = atMicros;
    }
    if (!clockTrusted) {
      return Optional.empty();
    }
    long cutoff = nextCutoff(atMicros);
    boolean waits = sessionOpen && atMicros <= cutoff + Timing.DAY_CLOSE_AT_MOST_LATE;
    if (atMicros < cutoff || waits) {
      return Optional.empty();
    }
    long passed = rules.cutoffBefore(atMicros);
    LocalDate to = rules.dayEndedBy(passed);
    LocalDate from = lastDay == null ? rules.dayEndedBy(cutoff) : lastDay.plusDays(1);
    nextCutoffMicros = rules.cutoffAfter(atMicros);
    if (to.isBefore(from)) {
      return Optional.empty();
    }
    lastDay = to;
    return Optional.of(
        DayClose.draft(from.toString(), to.toString(), rules.offsetSeconds(passed), currency));
  }

  private long nextCutoff(long atMicros) {
    if (nextCutoffMicros == null) {
      nextCutoffMicros =
          lastDay == null
              ? rules.cutoffAfter(begin(atMicros))
              : rules.cutoffOf(lastDay.plusDays(1));
    }
    return nextCutoffMicros;
  }

  /**
   * Since when the first day runs: the first time seen, unless that was a clock that had not been
   * set, as in 1970.
   */
  private long begin(long trustedMicros) {
    Long first = firstSeenMicros;
    return first != null
            && first <= trustedMicros
            && first > trustedMicros - Timing.LONGEST_WITHOUT_CLOCK
        ? first
        : trustedMicros;
  }
}
