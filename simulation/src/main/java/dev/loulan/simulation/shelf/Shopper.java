package dev.loulan.simulation.shelf;

import dev.loulan.simulation.world.World;
import dev.loulan.testkit.chance.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Plans one visit on the timeline: what is taken, looked at, put back or elsewhere, and scanned, by
 * one shopper or by two at once.
 */
public final class Shopper {
  private static final long SECOND = 1_000_000;
  private static final long SOON = 4 * SECOND;
  private static final long LATER = 40 * SECOND;

  /** Three samples: so long a plate must weigh something for the detector to believe it. */
  private static final long SEEN_MICROS = 150_000;

  /** A little more than after which a door that stands open is told of. */
  public static final long TOO_LONG_OPEN = 185 * SECOND;

  private final World world;
  private final Shelf shelf;
  private final String device;
  private final Chance chance;
  private final boolean signalLevel;

  public Shopper(World world, Shelf shelf, String device, Chance chance, boolean signalLevel) {
    this.world = world;
    this.shelf = shelf;
    this.device = device;
    this.chance = chance;
    this.signalLevel = signalLevel;
  }

  /**
   * Begins the visit now: payment, door (some linger before it), hands, door.
   *
   * @param began is told of the visit once its door is open
   * @return when the shelf is free again, in true time
   */
  public long visit(String provider, String merchant, String reference, Consumer<Visit> began) {
    List<Action> actions = new ArrayList<>();
    boolean lingers = !signalLevel && chance.happens(0.2);
    long before = lingers ? LATER : SOON;
    long now = hands(before, actions);
    if (chance.happens(0.1)) {
      // Somebody else reaches in beside the first one, through the same door.
      now = Math.max(now, hands(before + chance.between(0, 3 * SECOND), actions));
    }
    now += chance.between(2 * SECOND, 4 * SECOND);
    boolean walksOff = chance.happens(0.01);
    long close = walksOff ? now + chance.between(200 * SECOND, 900 * SECOND) : now;
    if (walksOff) {
      world.time().in(now + TOO_LONG_OPEN, shelf::alive);
    }
    Visit[] visit = new Visit[1];
    if (signalLevel) {
      shelf.beginDense();
      for (long at = 0; at < Math.min(close, now) + 8 * SECOND; at += 100_000) {
        world.time().in(at, shelf::sampleDensely);
      }
    } else {
      world.time().in(SECOND / 2, shelf::weigh);
    }
    world
        .time()
        .in(
            SOON - SECOND,
            () -> {
              if (!reference.isEmpty()) {
                shelf.tender(provider, merchant, reference);
              }
            });
    world
        .time()
        .in(
            before,
            () -> {
              String session = shelf.door(true);
              visit[0] =
                  new Visit(device, session, reference, false, signalLevel, world.time().now());
              if (walksOff) {
                visit[0].leavesOpen();
              }
              began.accept(visit[0]);
            });
    for (Action action : actions) {
      world.time().in(action.atMicros(), () -> action.what().accept(visit[0]));
    }
    world.time().in(close, () -> close(visit[0]));
    return world.time().now() + close + 12 * SECOND;
  }

  private record Action(long atMicros, Consumer<Visit> what) {}

  /** What one pair of hands does from a time on; returns when it is done. */
  private long hands(long from, List<Action> actions) {
    long now = from;
    int takes = chance.below(4);
    for (int i = 0; i < takes; i++) {
      now += chance.between(2 * SECOND, 5 * SECOND);
      actions.add(act(now));
      now += 3 * SECOND;
    }
    return now;
  }

  private Action act(long at) {
    int plate = chance.below(shelf.goods().plates());
    int units = chance.happens(0.8) ? 1 : 2;
    double kind = chance.unit();
    boolean scans = chance.happens(0.2);
    int other = (plate + 1 + chance.below(shelf.goods().plates() - 1)) % shelf.goods().plates();
    return new Action(
        at,
        visit -> {
          if (shelf.units(plate) < units + 2) {
            return;
          }
          List<Long> weights = lift(plate, units);
          int product = shelf.layout().get(plate);
          visit.take(product, units);
          world.note(device, "someone takes " + units + " of " + shelf.goods().gtin(product));
          if (kind < 0.12) {
            putBack(visit, product, plate, plate, weights.getFirst());
          } else if (kind < 0.16) {
            putBack(visit, product, plate, other, weights.getFirst());
          } else if (scans) {
            world.time().in(2 * SECOND, () -> shelf.scan(plate));
          }
        });
  }

  private List<Long> lift(int plate, int units) {
    List<Long> weights = shelf.lift(plate, units);
    shelf.touchDensely(plate, -weights.stream().mapToLong(Long::longValue).sum());
    if (!signalLevel) {
      world.time().in(SEEN_MICROS, shelf::weighMoving);
    }
    restSoon();
    return weights;
  }

  private void putBack(Visit visit, int product, int from, int to, long weightMg) {
    world
        .time()
        .in(
            2_500_000,
            () -> {
              if (from == to) {
                shelf.putBack(to, weightMg);
              } else {
                shelf.misplace(to, weightMg);
              }
              visit.take(product, -1);
              world.note(
                  device,
                  "someone puts one of "
                      + shelf.goods().gtin(product)
                      + (from == to ? " back" : " elsewhere"));
              shelf.touchDensely(to, weightMg);
              restSoon();
            });
  }

  private void restSoon() {
    if (!signalLevel) {
      world.time().in(Math.min(2_400_000, shelf.restMicros()), shelf::weigh);
    }
  }

  private void close(Visit visit) {
    shelf.door(false);
    visit.closed(world.time().now());
    if (signalLevel) {
      world.time().in(9 * SECOND, shelf::weigh);
    } else {
      world.time().in(700_000, shelf::weigh);
      world.time().in(1_600_000, shelf::weigh);
      world.time().in(6 * SECOND, shelf::weigh);
      world.time().in(9 * SECOND, shelf::alive);
    }
  }
}
