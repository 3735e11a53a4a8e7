package dev.loulan.acceptance.kill;

import dev.loulan.testkit.sim.Move;
import dev.loulan.testkit.sim.ShelfDay;
import dev.loulan.testkit.sim.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Where a day's kills are, all of it decided by the seed. Every moment comes up equally often.
 *
 * @param points by time
 */
record KillPlan(List<Point> points) {
  private static final long SECOND = 1_000_000;
  private static final int[] WAITS_MILLIS = {0, 0, 2, 5, 10, 20, 40, 80};

  /**
   * One kill.
   *
   * @param visit index of the visit that it belongs to
   * @param atMicros killed once the board has sent its frame of this time; for a moment that
   *     follows an announcement, that announcement is waited for from this time on
   * @param waitMillis real time that the line has to work on those frames before
   */
  record Point(int visit, Moment moment, long atMicros, int waitMillis) {}

  KillPlan {
    points = List.copyOf(points);
  }

  static KillPlan of(ShelfDay day, long seed) {
    Random random = new Random(seed);
    List<Moment> moments = new ArrayList<>();
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < day.visits().size(); i++) {
      if (moments.isEmpty()) {
        moments.addAll(List.of(Moment.values()));
      }
      Moment moment = moments.remove(random.nextInt(moments.size()));
      Visit visit = day.visits().get(i);
      for (long at : times(moment, visit, random)) {
        int wait = WAITS_MILLIS[random.nextInt(WAITS_MILLIS.length)];
        points.add(new Point(i, moment, at, wait));
      }
    }
    return new KillPlan(points);
  }

  private static List<Long> times(Moment moment, Visit visit, Random random) {
    long open = visit.openMicros();
    long close = visit.closeMicros();
    return switch (moment) {
      case DOOR_OPENS -> List.of(between(open, open + SECOND / 2, random));
      case SESSION_ANNOUNCED -> List.of(open);
      case BEFORE_THE_FIRST_TOUCH -> {
        long touch = visit.moves().isEmpty() ? close : visit.moves().getFirst().atMicros();
        yield List.of(between(open + SECOND / 2, touch, random));
      }
      case HAND_ON_A_PLATE -> List.of(touch(visit, random) + between(0, SECOND / 3, random));
      case BETWEEN_TOUCHES -> {
        long from = touch(visit, random) + SECOND / 2;
        yield List.of(Math.min(close, from + between(0, 2 * SECOND, random)));
      }
      case DOOR_CLOSES -> List.of(between(close - SECOND / 3, close + 1, random));
      case PLATES_SETTLE -> List.of(between(close, close + SECOND / 2, random));
      case AROUND_THE_COMMIT -> List.of(between(close + SECOND / 2, close + 2 * SECOND, random));
      case OUTCOME_ANNOUNCED -> List.of(close);
      case TWICE -> {
        long first = between(open, close, random);
        yield List.of(first, first + between(SECOND / 10, 2 * SECOND, random));
      }
      case BETWEEN_VISITS -> List.of(between(close + 3 * SECOND, close + 15 * SECOND, random));
      case NEVER -> List.of();
    };
  }

  private static long touch(Visit visit, Random random) {
    List<Move> moves = visit.moves();
    return moves.isEmpty()
        ? (visit.openMicros() + visit.closeMicros()) / 2
        : moves.get(random.nextInt(moves.size())).atMicros();
  }

  private static long between(long from, long to, Random random) {
    return from + (to <= from ? 0 : random.nextLong(to - from));
  }

  /** Indices of the visits during or after which there is a kill. */
  List<Integer> visits() {
    return points.stream().map(Point::visit).distinct().toList();
  }
}
