package dev.loulan.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoreRulesTest {
  private static final long NONE = Long.MAX_VALUE;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          # case,                                    budget, journal, windows, free, windows then, locked, days
          plenty,                                         0,     100,      50, 9000,           50,  false,  904
          free space below twice the reserve,             0,     100,      50,   15,           45,  false,    5
          hardly any free,                                0,     100,      50,    5,           35,  false,    4
          every window goes,                              0,     100,      12,    5,            0,  false,    0
          windows and free are just the reserve,          0,     100,       5,    5,            0,   true,    0
          full,                                           0,     100,       0,    0,            0,   true,    0
          the budget is near: windows make room,        170,     100,      80, 9000,           60,  false,    6
          the budget is all journal and reserve,        170,     160,      80, 9000,            0,   true,    0
          """)
  void sheds_windows_then_locks_and_says_how_many_days_are_left(
      String name,
      long budget,
      long journal,
      long windows,
      long free,
      long windowsThen,
      boolean locked,
      long days) {
    StoreRules rules = new StoreRules(budget == 0 ? NONE : budget, 10);
    StoreSpace space = new StoreSpace(journal, windows, free, 10);
    assertThat(rules.evidenceLimit(space)).isEqualTo(windowsThen);
    assertThat(rules.locks(space)).isEqualTo(locked);
    assertThat(rules.daysLeft(space)).isEqualTo(days);
  }

  @Test
  void never_locks_while_windows_are_left_that_would_make_room() {
    long seed = Long.getLong("loulan.seed", new SplittableRandom().nextLong());
    System.out.println("StoreRulesTest seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 100_000; i++) {
      long reserve = random.nextLong(1, 50);
      StoreRules rules =
          new StoreRules(random.nextBoolean() ? NONE : reserve + random.nextLong(1, 500), reserve);
      StoreSpace space =
          new StoreSpace(random.nextLong(500), random.nextLong(200), random.nextLong(200), 1);
      long limit = rules.evidenceLimit(space);
      assertThat(limit).isBetween(0L, space.evidenceBytes());
      if (rules.locks(space)) {
        assertThat(limit).as("seed %d, %s, %s", seed, rules, space).isZero();
      }
    }
  }

  @Test
  void a_budget_that_has_no_room_beside_the_reserve_is_refused() {
    assertThatThrownBy(() -> new StoreRules(10, 10)).hasMessageContaining("no room");
  }
}
