package dev.loulan.agent.session;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.PlateLevels;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SessionClosed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * A board whose plates weigh what a test says, twenty times a second, and what the shelf made of
 * it.
 */
final class PlayedBoard {
  static final long START_MICROS = 1_790_000_000_000_000L;
  private static final long STEP_MICROS = 50_000;
  private static final int A_SECOND = 20;

  private final SplittableRandom noise = new SplittableRandom(7);
  private final ShelfMachine machine;
  private final String board;
  private final List<String> plates;
  private final int[] weightsMg;
  private final double[] gains;
  private final int[] zerosMg;
  private final int noiseMg;
  private final Set<Integer> failed = new TreeSet<>();
  private final List<SessionNotice> told = new ArrayList<>();
  private final List<Body> journaled = new ArrayList<>();
  private long sequence = 1;
  private long lost;
  private long now = START_MICROS;

  PlayedBoard(
      ShelfMachine machine, String board, List<String> plates, int[] weightsMg, int noiseMg) {
    this.machine = machine;
    this.board = board;
    this.plates = plates;
    this.weightsMg = weightsMg.clone();
    this.gains = new double[weightsMg.length];
    Arrays.fill(gains, 1);
    this.zerosMg = new int[weightsMg.length];
    this.noiseMg = noiseMg;
  }

  void hello() {
    Frame.Hello hello =
        new Frame.Hello(board, Frame.Clock.WALL, 9, 1, Frame.DoorState.CLOSED, plates);
    carryOut(machine.step(new Input.Hello(hello, true)));
  }

  /** From now on the plate says less than what lies on it by this gain, and more by this zero. */
  void cell(int plate, double gain, int zeroMg) {
    gains[plate] = gain;
    zerosMg[plate] = zeroMg;
  }

  /** What lies on the plate. */
  int weightMg(int plate) {
    return weightsMg[plate];
  }

  ShelfView view() {
    return machine.view();
  }

  List<Body> journaled() {
    return journaled;
  }

  void give(Input input) {
    carryOut(machine.step(input));
  }

  void add(int plate, long mg) {
    weightsMg[plate] += Math.toIntExact(mg);
  }

  void rest(int seconds) {
    for (int i = 0; i < seconds * A_SECOND; i++) {
      int[] readings = new int[weightsMg.length];
      for (int plate = 0; plate < readings.length; plate++) {
        double triangular = noise.nextDouble() + noise.nextDouble() - 1;
        double said = weightsMg[plate] / gains[plate] + zerosMg[plate];
        readings[plate] =
            failed.contains(plate)
                ? SampleBlock.NO_READING
                : (int) Math.round(said + noiseMg * triangular);
      }
      next(new Frame.Samples(board, sequence, new SampleBlock(now, new int[] {0}, readings)));
    }
  }

  /** A plate gives no reading any more, or does again. */
  void fails(int plate, boolean now) {
    if (now) {
      failed.add(plate);
    } else {
      failed.remove(plate);
    }
  }

  /**
   * The plate gets another weight at once and rings: a frame of five samples, eighty a second.
   *
   * @param swingMg how far it swings, nine times a second
   * @param frames of 62.5 ms each
   * @param after each frame
   */
  void ring(int plate, long mg, double swingMg, int frames, Runnable after) {
    add(plate, mg);
    for (int frame = 0; frame < frames; frame++) {
      int[] offsets = new int[5];
      int[] readings = new int[5 * weightsMg.length];
      for (int sample = 0; sample < 5; sample++) {
        offsets[sample] = sample * 12_500;
        double seconds = (frame * 5 + sample) / 80.0;
        double swing = swingMg * Math.exp(-seconds / 0.15) * Math.cos(2 * Math.PI * 9 * seconds);
        for (int p = 0; p < weightsMg.length; p++) {
          double triangular = noise.nextDouble() + noise.nextDouble() - 1;
          double said = weightsMg[p] + noiseMg * triangular + (p == plate ? swing : 0);
          readings[sample * weightsMg.length + p] = (int) Math.round(said);
        }
      }
      next(new Frame.Samples(board, sequence, new SampleBlock(now, offsets, readings)));
      now += 12_500;
      after.run();
    }
  }

  long nowMicros() {
    return now;
  }

  /** Samples are lost on their way. */
  void loses(int seconds) {
    int frames = seconds * A_SECOND;
    sequence += frames;
    lost += frames;
    now += frames * STEP_MICROS;
  }

  /** Time passes without samples. */
  void silence(int seconds) {
    for (int i = 0; i < seconds; i++) {
      next(new Frame.Alive(board, sequence, now));
      now += 1_000_000 - STEP_MICROS;
    }
  }

  void door(boolean open) {
    next(new Frame.Door(board, sequence, now, open));
  }

  void scan(String code) {
    next(new Frame.Scan(board, sequence, now, code));
  }

  void end() {
    next(new Frame.End(board, sequence, now));
  }

  List<SessionNotice> told() {
    return told;
  }

  List<SessionNotice.State> states() {
    return told.stream().map(SessionNotice::state).toList();
  }

  List<Sale> sales() {
    return journaled.stream().filter(Sale.class::isInstance).map(Sale.class::cast).toList();
  }

  List<ReviewOpened> reviews() {
    return journaled.stream()
        .filter(ReviewOpened.class::isInstance)
        .map(ReviewOpened.class::cast)
        .toList();
  }

  List<Alert> alerts() {
    return journaled.stream().filter(Alert.class::isInstance).map(Alert.class::cast).toList();
  }

  void restocking(boolean on) {
    give(new Input.Restocking(on));
  }

  /** What the journal says of the plates' levels at the end of each session. */
  List<PlateLevels> levelsAfter() {
    return journaled.stream()
        .filter(SessionClosed.class::isInstance)
        .map(body -> ((SessionClosed) body).levels())
        .toList();
  }

  /** The levels that a boot would read from the journal now. */
  SortedMap<PlateId, Long> levelsInJournal() {
    Recovery recovery = new Recovery();
    for (int seq = 0; seq < journaled.size(); seq++) {
      recovery.accept(ListedEntries.entry(seq, journaled.get(seq)));
    }
    return recovery.recovered(null).levels().levelsMg();
  }

  private void next(Frame frame) {
    carryOut(machine.step(new Input.Next(9, frame, now, lost)));
    lost = 0;
    sequence++;
    now += STEP_MICROS;
  }

  private void carryOut(List<Effect> effects) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Notify(SessionNotice notice) -> told.add(notice);
        case Effect.Append append -> journaled.addAll(append.bodies());
        default -> {
          // Of no matter here.
        }
      }
    }
  }
}
