package dev.loulan.simulation.shelf;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.simulation.world.World;
import dev.loulan.testkit.cell.LoadCell;
import dev.loulan.testkit.chance.Chance;
import dev.loulan.testkit.sim.DemoProduct;
import dev.loulan.testkit.sim.Move;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What really stands on a shelf, and the board that weighs it. */
public final class Shelf {
  private static final int UNITS_AT_START = 30;
  private static final long FREE = Long.MIN_VALUE;

  private final World world;
  private final Goods goods;
  private final Board board;
  private final StepErrors errors;
  private final LongSupplier deviceMicros;
  private final Chance chance;
  private final List<Deque<Long>> stock = new ArrayList<>();
  private final long[] foreignMg;
  private final long[] driftMg;
  private final long[] stuckMg;
  private final int[] wiredTo;
  private List<Integer> layout;
  private final List<@Nullable LoadCell> cells = new ArrayList<>();
  private boolean open;

  /**
   * A filled shelf.
   *
   * @param deviceMicros the clock by which the board stamps its frames
   */
  public Shelf(
      World world,
      String name,
      Board board,
      Goods goods,
      StepErrors errors,
      LongSupplier deviceMicros) {
    this.world = world;
    this.goods = goods;
    this.board = board;
    this.errors = errors;
    this.deviceMicros = deviceMicros;
    this.chance = world.chance("shelf " + name);
    this.foreignMg = new long[goods.plates()];
    this.driftMg = new long[goods.plates()];
    this.stuckMg = new long[goods.plates()];
    this.wiredTo = new int[goods.plates()];
    this.layout = goods.usualLayout();
    for (int plate = 0; plate < goods.plates(); plate++) {
      stock.add(new ArrayDeque<>());
      cells.add(null);
      wiredTo[plate] = plate;
      stuckMg[plate] = FREE;
      fill(plate, UNITS_AT_START);
    }
  }

  public Goods goods() {
    return goods;
  }

  public boolean isOpen() {
    return open;
  }

  /** Units on a plate that belong there. */
  public int units(int plate) {
    return stock.get(plate).size();
  }

  /** The number of the product on each plate, as the goods really stand. */
  public List<Integer> layout() {
    return layout;
  }

  /** Someone puts the goods of a plate elsewhere; {@link #arrange} follows. */
  public void clear(int plate) {
    stock.get(plate).clear();
  }

  /** From here on other products are put on the plates. */
  public void arrange(List<Integer> products) {
    layout = List.copyOf(products);
  }

  public void fill(int plate, int units) {
    for (int i = 0; i < units; i++) {
      stock.get(plate).push(unit(goods.product(layout.get(plate))));
    }
  }

  private long unit(DemoProduct product) {
    return product.unitWeightMg() + (long) (product.spreadMg() * chance.normal());
  }

  /** Takes units off; returns their weights. */
  public List<Long> lift(int plate, int units) {
    List<Long> weights = new ArrayList<>();
    for (int i = 0; i < units; i++) {
      weights.add(stock.get(plate).pop());
    }
    return weights;
  }

  public void putBack(int plate, long weightMg) {
    stock.get(plate).push(weightMg);
  }

  /** Puts something on a plate where it does not belong; nobody takes it from there. */
  public void misplace(int plate, long weightMg) {
    foreignMg[plate] += weightMg;
  }

  public void stick(int plate) {
    stuckMg[plate] = weightMg(plate);
  }

  /** Two plates are plugged in crosswise. */
  public void swap(int a, int b) {
    int was = wiredTo[a];
    wiredTo[a] = wiredTo[b];
    wiredTo[b] = was;
  }

  public void drift(int plate, long mg) {
    driftMg[plate] += mg;
  }

  /** Someone mends the plates. */
  public void mend() {
    for (int plate = 0; plate < goods.plates(); plate++) {
      stuckMg[plate] = FREE;
      wiredTo[plate] = plate;
    }
  }

  /** Whether some plate shows something else than what is on it. */
  public boolean arePlatesWrong() {
    for (int plate = 0; plate < goods.plates(); plate++) {
      if (stuckMg[plate] != FREE || wiredTo[plate] != plate) {
        return true;
      }
    }
    return false;
  }

  private long weightMg(int plate) {
    if (stuckMg[plate] != FREE) {
      return stuckMg[plate];
    }
    int from = wiredTo[plate];
    long sum = foreignMg[from] + driftMg[from];
    for (long unit : stock.get(from)) {
      sum += unit;
    }
    return sum;
  }

  /** How long after a move the plates rest again, at step level. */
  public long restMicros() {
    return errors.latencyMicros(chance);
  }

  /** Sends one reading of each plate at rest. */
  public void weigh() {
    send(SimulatedPlate.atRest(deviceMicros.getAsLong()));
  }

  /** Sends what the plates weigh while hands are on them. */
  public void weighMoving() {
    send(SimulatedPlate.moving(deviceMicros.getAsLong()));
  }

  private void send(long at) {
    int[] readings = new int[goods.plates()];
    for (int plate = 0; plate < goods.plates(); plate++) {
      readings[plate] = (int) weightMg(plate);
    }
    samples(new SampleBlock(at, new int[] {0}, readings));
  }

  /** The samples of 100 ms with all their noise; {@link #beginDense} came before. */
  public void sampleDensely() {
    long at = SimulatedPlate.dense(deviceMicros.getAsLong());
    long now = world.time().now();
    int[] readings = new int[2 * goods.plates()];
    for (int sample = 0; sample < 2; sample++) {
      for (int plate = 0; plate < goods.plates(); plate++) {
        LoadCell cell = cells.get(plate);
        readings[sample * goods.plates() + plate] =
            cell == null ? SampleBlock.NO_READING : cell.read(now + sample * 50_000L);
      }
    }
    samples(new SampleBlock(at, new int[] {0, 50_000}, readings));
  }

  /** From now on the plates can be sampled as they really ring and drift. */
  public void beginDense() {
    for (int plate = 0; plate < goods.plates(); plate++) {
      cells.set(plate, LoadCell.usual(weightMg(plate), Chance.of(chance.next(), plate)));
    }
  }

  /** Tells the cell of a plate of a hand on it. */
  public void touchDensely(int plate, long deltaMg) {
    LoadCell cell = cells.get(plate);
    if (cell != null) {
      cell.touch(new Move(plate, deltaMg, world.time().now()).touch());
    }
  }

  private void samples(SampleBlock block) {
    var _ = board.send(number -> new Frame.Samples(board.name(), number, block));
  }

  /** The door moves; returns the session's name if the agent opens one for this. */
  public String door(boolean opens) {
    open = opens;
    long at = deviceMicros.getAsLong();
    long sequence = board.send(number -> new Frame.Door(board.name(), number, at, opens));
    return board.name() + "-" + HexFormat.of().toHexDigits(board.streamId()) + "-" + sequence;
  }

  public void scan(int plate) {
    long at = deviceMicros.getAsLong();
    var _ =
        board.send(number ->
            new Frame.Scan(board.name(), number, at, goods.gtin(layout.get(plate)).value()));
  }

  public void tender(String provider, String merchant, String reference) {
    long at = deviceMicros.getAsLong();
    var _ =
        board.send(
            number -> new Frame.Tender(board.name(), number, at, provider, merchant, reference));
  }

  /** Nothing before now will follow. */
  public void alive() {
    long at = deviceMicros.getAsLong();
    var _ = board.send(number -> new Frame.Alive(board.name(), number, at));
  }

  void note(String what) {
    world.note(board.name(), what);
  }
}
