package dev.loulan.simulation.run;

import dev.loulan.simulation.device.Device;
import dev.loulan.simulation.shelf.Board;
import dev.loulan.simulation.shelf.Goods;
import dev.loulan.simulation.shelf.Shelf;
import dev.loulan.simulation.shelf.StepErrors;
import dev.loulan.simulation.shelf.Visit;
import dev.loulan.simulation.world.World;
import dev.loulan.testkit.chance.Chance;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A place with a shelf and its board, and whether somebody is at it now. */
final class Site {
  static final long SECOND = 1_000_000;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  private final World world;
  private final String name;
  private final Goods goods = new Goods("1");
  private final Chance chance;
  private final Board board;
  private final Shelf shelf;
  private @Nullable Visit visit;
  private long freeAt;
  private boolean closed;

  /**
   * A filled shelf.
   *
   * @param deviceMicros the clock by which its board stamps frames
   */
  Site(World world, String name, StepErrors errors, LongSupplier deviceMicros) {
    this.world = world;
    this.name = name;
    this.chance = world.chance("life of " + name);
    this.board = new Board("1", goods.plateNames(), chance.next());
    this.shelf = new Shelf(world, name, board, goods, errors, deviceMicros);
  }

  World world() {
    return world;
  }

  String name() {
    return name;
  }

  Goods goods() {
    return goods;
  }

  /** What is drawn about this place. */
  Chance chance() {
    return chance;
  }

  Board board() {
    return board;
  }

  Shelf shelf() {
    return shelf;
  }

  /** Nobody comes any more. */
  void close() {
    closed = true;
  }

  /** Whether a person finds the door shut, the device working and nobody else there. */
  boolean isFree(Device device) {
    return !closed
        && device.isReady()
        && !isBusy()
        && !shelf.isOpen()
        && device.trouble().isEmpty();
  }

  private boolean isBusy() {
    return world.time().now() < freeAt;
  }

  /** Somebody is there until then, in true time. */
  void busyUntil(long micros) {
    freeAt = micros;
  }

  /** The visit that began last; null while the next one has not opened the door. */
  @Nullable Visit visit() {
    return visit;
  }

  void visit(@Nullable Visit now) {
    visit = now;
  }

  /**
   * A board samples on whether somebody is there or not. Here it does for as long as a session may
   * wait for it after a boot and after a visit, and hourly otherwise.
   */
  void sampleOn(long fromMicros, List<Integer> seconds) {
    for (long after : seconds) {
      world.time().in(fromMicros + after * SECOND, this::weighUnlessBusy);
    }
  }

  /** The plates at rest, unless somebody's visit weighs them already. */
  void weighUnlessBusy() {
    if (!isBusy()) {
      shelf.weigh();
    }
  }
}
