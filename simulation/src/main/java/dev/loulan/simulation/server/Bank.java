package dev.loulan.simulation.server;

import dev.loulan.simulation.world.World;
import dev.loulan.testkit.chance.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The operator's bank: carries out each payout once, or refuses it, and says so days later and
 * sometimes twice.
 */
final class Bank {
  private static final long DAY = 86_400_000_000L;

  private final World world;
  private final Chance chance;
  private final Set<String> known = new HashSet<>();
  private final List<Answer> answers = new ArrayList<>();
  private final SortedMap<String, Long> paid = new TreeMap<>();

  /** What became of a payout, from a time on. */
  record Answer(String payoutId, boolean booked, long fromMicros) {}

  Bank(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  /** Takes an order; one that it has is the same order again. */
  void take(Payout order) {
    if (!known.add(order.id())) {
      return;
    }
    boolean booked = chance.happens(0.85);
    if (booked) {
      order.amounts().forEach((party, amount) -> paid.merge(party, amount, Long::sum));
    }
    long at = world.time().now() + chance.between(DAY / 2, 3 * DAY);
    Answer answer = new Answer(order.id(), booked, at);
    answers.add(answer);
    if (chance.happens(0.2)) {
      answers.add(new Answer(order.id(), booked, at + chance.between(0, 2 * DAY)));
    }
  }

  /** What it has answered by now and nobody has read. */
  List<Answer> answers() {
    return answers.stream()
        .filter(a -> a.fromMicros() <= world.time().now() || world.faults().areOver())
        .toList();
  }

  void read(Answer answer) {
    answers.remove(answer);
  }

  /** What left the operator's account, by {@code role partyId}. */
  SortedMap<String, Long> paid() {
    return Collections.unmodifiableSortedMap(paid);
  }
}
