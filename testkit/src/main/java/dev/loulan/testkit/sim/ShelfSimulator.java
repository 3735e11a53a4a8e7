package dev.loulan.testkit.sim;

import dev.loulan.bridge.client.BoardClient;
import dev.loulan.bridge.client.BoardFeed;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.testkit.cell.LoadCell;
import dev.loulan.testkit.chance.Chance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The board of a simulated shelf: sends what a real one would while a {@link ShelfDay} passes.
 *
 * <p>Around each visit it samples at 20 Hz, in frames of 100 ms. In between it samples at 20 Hz as
 * well when the day is watched, else once a second in frames of 20 s, so that a day passes in
 * moments. After the last visit it only says every minute that it is alive, until the day is over.
 *
 * <pre>{@code
 * ShelfDay day = ShelfDay.businessDay(DemoShelf.standard(), seed, date, zone, 40);
 * try (BoardClient client = BoardClient.connect(bridge.address())) {
 *   BoardFeed feed = ShelfSimulator.connect(client, day);
 *   new ShelfSimulator(day, DemoTerms.standard(), Between.SPARSE).run(feed::send, Pacer.max());
 *   feed.awaitAcknowledged(Duration.ofMinutes(1));
 * }
 * }</pre>
 */
public final class ShelfSimulator {

  /** How often the board samples while nobody is at the shelf. */
  public enum Between {
    /** Once a second. */
    SPARSE,
    /** 20 times a second, as a real board does. */
    CONTINUOUS
  }

  private static final long SECOND = 1_000_000;
  private static final long FRAME = 100_000;
  private static final long SAMPLE = 50_000;
  private static final long IDLE_FRAME = 20 * SECOND;
  private static final long AROUND_VISIT = 6 * SECOND;

  private final ShelfDay day;
  private final DemoTerms terms;
  private final Between between;
  private final List<LoadCell> cells = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Move> moves = new ArrayList<>();
  private int nextEvent;
  private int nextMove;
  private int nextVisit;

  /** A frame at a time, a multiple of 100 ms, that goes out before the samples from then on. */
  private record Event(long atMicros, LongFunction<Frame> frame) {}

  public ShelfSimulator(ShelfDay day, DemoTerms terms, Between between) {
    this.day = day;
    this.terms = terms;
    this.between = between;
    for (int i = 0; i < day.startWeightsMg().size(); i++) {
      cells.add(LoadCell.usual(day.startWeightsMg().get(i), Chance.of(day.streamId(), i)));
    }
    day.visits().forEach(this::plan);
    moves.sort(Comparator.comparingLong(Move::atMicros));
  }

  /** Says hello for the day's board. */
  public static BoardFeed connect(BoardClient client, ShelfDay day) {
    return client.board(
        day.shelf().board(),
        Frame.Clock.SIMULATED,
        day.streamId(),
        Frame.DoorState.CLOSED,
        day.shelf().plates());
  }

  private void plan(Visit visit) {
    String board = day.shelf().board();
    String merchant = ProviderBill.merchant(terms);
    long tender = visit.tenderMicros();
    events.add(
        new Event(
            tender,
            sequence ->
                new Frame.Tender(
                    board, sequence, tender, terms.provider(), merchant, visit.reference())));
    events.add(door(visit.openMicros(), true));
    for (Visit.Scanned scan : visit.scans()) {
      long at = scan.atMicros();
      String code = scan.gtin().value();
      events.add(new Event(at, sequence -> new Frame.Scan(board, sequence, at, code)));
    }
    events.add(door(visit.closeMicros(), false));
    moves.addAll(visit.moves());
  }

  private Event door(long atMicros, boolean open) {
    String board = day.shelf().board();
    return new Event(atMicros, sequence -> new Frame.Door(board, sequence, atMicros, open));
  }

  /**
   * Sends the whole day, then END. Runs once.
   *
   * @throws IOException when the output takes no more
   */
  public void run(FrameOutput out, Pacer pacer) throws IOException, InterruptedException {
    long now = day.beginMicros();
    long lastVisitEnds =
        day.visits().isEmpty() ? now : day.visits().getLast().closeMicros() + AROUND_VISIT;
    while (now <= lastVisitEnds) {
      pacer.awaitDue(now);
      sendEvents(out, now);
      if (between == Between.CONTINUOUS || isAroundVisit(now)) {
        sendSamples(out, now, 2, SAMPLE);
        now += FRAME;
      } else {
        long quietMicros = Math.min(IDLE_FRAME, beginOfNextVisit() - now);
        sendSamples(out, now, (int) ((quietMicros + SECOND - 1) / SECOND), SECOND);
        now += quietMicros;
      }
    }
    sendUntilTheEnd(out, pacer, now);
  }

  private void sendUntilTheEnd(FrameOutput out, Pacer pacer, long from)
      throws IOException, InterruptedException {
    String board = day.shelf().board();
    long now = from;
    while (now < day.endMicros()) {
      pacer.awaitDue(now);
      if (between == Between.CONTINUOUS) {
        sendSamples(out, now, 2, SAMPLE);
        now += FRAME;
      } else {
        long alive = now;
        out.send(sequence -> new Frame.Alive(board, sequence, alive));
        now += 60 * SECOND;
      }
    }
    long end = day.endMicros();
    pacer.awaitDue(end);
    out.send(sequence -> new Frame.Alive(board, sequence, end));
    out.send(sequence -> new Frame.End(board, sequence, end));
  }

  private boolean isAroundVisit(long now) {
    while (nextVisit < day.visits().size()
        && now > day.visits().get(nextVisit).closeMicros() + AROUND_VISIT) {
      nextVisit++;
    }
    return now >= beginOfNextVisit();
  }

  private long beginOfNextVisit() {
    return nextVisit < day.visits().size()
        ? day.visits().get(nextVisit).tenderMicros() - AROUND_VISIT
        : Long.MAX_VALUE;
  }

  private void sendEvents(FrameOutput out, long now) throws IOException, InterruptedException {
    while (nextEvent < events.size() && events.get(nextEvent).atMicros() <= now) {
      out.send(events.get(nextEvent).frame());
      nextEvent++;
    }
  }

  private void sendSamples(FrameOutput out, long fromMicros, int samples, long everyMicros)
      throws IOException, InterruptedException {
    int[] offsets = new int[samples];
    int[] readings = new int[samples * cells.size()];
    for (int sample = 0; sample < samples; sample++) {
      offsets[sample] = (int) (sample * everyMicros);
      long at = fromMicros + offsets[sample];
      touch(at);
      for (int plate = 0; plate < cells.size(); plate++) {
        readings[sample * cells.size() + plate] = cells.get(plate).read(at);
      }
    }
    String board = day.shelf().board();
    SampleBlock block = new SampleBlock(fromMicros, offsets, readings);
    out.send(sequence -> new Frame.Samples(board, sequence, block));
  }

  private void touch(long untilMicros) {
    while (nextMove < moves.size() && moves.get(nextMove).atMicros() <= untilMicros) {
      Move move = moves.get(nextMove);
      cells.get(move.plate()).touch(move.touch());
      nextMove++;
    }
  }
}
