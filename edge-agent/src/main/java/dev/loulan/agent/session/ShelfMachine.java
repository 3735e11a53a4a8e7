package dev.loulan.agent.session;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.inference.signal.PlateSignal;
import dev.loulan.inference.signal.ShelfSignal;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.WatchedPlate;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.Heartbeat;
import dev.loulan.journal.entry.PlanogramVersion;
import dev.loulan.journal.entry.PriceVersion;
import dev.loulan.journal.entry.Tender;
import java.util.ArrayList;
import java.util.List;

/**
 * The state of a shelf, stepped by one input after another.
 *
 * <pre>{@code
 * ShelfMachine shelf = new ShelfMachine(recovered, settings, documentsInEffect, clockTrusted);
 * for (Effect effect : shelf.step(input)) {
 *   carryOut(effect);   // in this order
 * }
 * }</pre>
 *
 * <p>A session is durable before the frame that opened it is given up to its board, and its outcome
 * before anyone is told. Frames that come again after a crash change nothing that was journaled
 * before. One thread.
 */
public final class ShelfMachine {
  private final ShelfState shelf;
  private final Outbox out;
  private final ShelfMemory memory;
  private final long reachedMicros;
  private final Consumption consumption = new Consumption();
  private final BusinessDays days;
  private final SessionEnding ending;
  private final DoorAndScanner doorAndScanner;
  private final IdleShelf idle;
  private final PlateWatch watch;
  private final PlateScales scales;
  private final PlateCalibrator calibrator;
  private boolean takenUpSaid;
  private List<Step> early = List.of();
  private boolean changesSeen;
  private long frames;
  private long gaps;

  /**
   * A shelf as an earlier boot left it.
   *
   * @param inEffect the documents that the journal says are in effect
   */
  public ShelfMachine(
      Recovered recovered,
      ShelfSettings settings,
      List<ShelfDocument> inEffect,
      boolean clockTrusted) {
    this(recovered, settings, inEffect, clockTrusted, PlateSignal::new);
  }

  /** As above, with plates that are read by others than {@link PlateSignal}. */
  public ShelfMachine(
      Recovered recovered,
      ShelfSettings settings,
      List<ShelfDocument> inEffect,
      boolean clockTrusted,
      WatchedPlate.Factory plates) {
    this.shelf = new ShelfState(settings, clockTrusted, plates);
    this.out = shelf.out;
    this.memory = new ShelfMemory(recovered, out);
    this.reachedMicros = recovered.lastMicros();
    this.days = new BusinessDays(settings, recovered.lastDay());
    SessionOpening opening = new SessionOpening(shelf, memory);
    this.ending = new SessionEnding(shelf, memory);
    this.doorAndScanner = new DoorAndScanner(shelf, memory, recovered, opening, ending);
    this.idle = new IdleShelf(shelf, memory, recovered, opening, ending);
    this.scales = new PlateScales(memory.checks());
    this.calibrator = new PlateCalibrator(shelf, memory, scales);
    this.watch = new PlateWatch(shelf, recovered.levels(), memory.checks());
    inEffect.forEach(shelf.documents::restore);
    if (recovered.open() != null) {
      opening.takeUp(recovered.open());
    }
  }

  /** Takes one input; what it leads to is carried out before the next one is given. */
  public List<Effect> step(Input input) {
    switch (input) {
      case Input.Hello hello -> hello(hello);
      case Input.Next next -> next(next);
      case Input.BoardSilent silent -> silent(silent.board());
      case Input.DocumentsArrived arrived -> arrived.documents().forEach(shelf.documents::arrived);
      case Input.SettingsArrived arrived -> {
        shelf.settings(arrived.settings());
        days.settings(arrived.settings());
      }
      case Input.ClockTrust trust -> clockTrust(trust.trusted());
      case Input.ClockCompared compared -> clockTrust(compared.agrees());
      case Input.Restocking mode -> memory.restocking(mode.on(), shelf.wallMicros());
      case Input.Calibrate asked -> calibrator.ask(asked);
      case Input.Locked now -> shelf.locked(now.locked());
      case Input.HostAlert alert ->
          out.append(
              shelf.wallMicros(),
              new Alert(alert.code(), alert.level(), alert.subject(), alert.count()));
      case Input.Heartbeat _ -> out.append(shelf.wallMicros(), new Heartbeat(frames, gaps));
      case Input.Idle _ -> release(Long.MAX_VALUE);
    }
    return out.drain();
  }

  /** Whether a session is open: what rides along may wait for what it comes to. */
  public boolean isSessionOpen() {
    return shelf.session() != null;
  }

  private void clockTrust(boolean trusted) {
    if (out.isTrusted() && !trusted) {
      out.alert(shelf.wallMicros(), AlertCode.CLOCK_UNTRUSTED, "clock", 1);
    }
    out.trust(trusted);
  }

  /** The time that an earlier boot reached; {@link Long#MIN_VALUE} for none. */
  public long reachedMicros() {
    return reachedMicros;
  }

  public boolean isClockTrusted() {
    return out.isTrusted();
  }

  /** Whether the last input let a plate say what happens on it: true once for each. */
  public boolean tellsChanges() {
    boolean tells = changesSeen;
    changesSeen = false;
    return tells;
  }

  /** What a page shows. */
  public ShelfView view() {
    return ShelfView.of(shelf, memory.checks(), gaps, memory.isRestocking(), calibrator.views());
  }

  private void hello(Input.Hello input) {
    ShelfSignal plates = shelf.signal();
    if (shelf.boards.hello(input.hello(), input.newStream(), plates)) {
      String board = input.hello().board();
      plates.gap(board, shelf.seenMicros());
      missing(AlertCode.BOARD_RESTARTED, board, 1);
    }
  }

  private void silent(String board) {
    shelf.boards.silent(board);
    shelf.signal().gap(board, shelf.seenMicros());
    missing(AlertCode.BOARD_SILENT, board, 1);
  }

  private void missing(AlertCode code, String board, long count) {
    OpenSession session = shelf.session();
    Alert alert = new Alert(code.word(), code.level(), board, count);
    if (session == null) {
      out.append(shelf.wallMicros(), alert);
    } else {
      // A boot that takes the session up must not read it as if nothing were missing.
      session.gap(board);
      out.force(shelf.wallMicros(), List.of(alert));
    }
  }

  private void next(Input.Next input) {
    shelf.advance(input.atMicros(), input.shiftMicros());
    long now = shelf.nowMicros();
    long wall = shelf.wallMicros();
    frames++;
    Frame frame = input.frame();
    String board = frame.board();
    shelf.boards.heard(board);
    sayTakenUp();
    if (input.missingBefore() > 0) {
      gaps += input.missingBefore();
      shelf.signal().gap(board, now);
      missing(AlertCode.GAP, board, input.missingBefore());
    }
    // At once: what a session is read by must be known to a boot that takes it up.
    shelf.documents.takeEffect(wall).forEach(d -> out.force(wall, List.of(entry(d))));
    content(input.stream(), frame);
    idle.collect(input.stream(), frame);
    passTime();
    calibrator.pass();
    watch.look();
    days.due(wall, shelf.session() != null, out.isTrusted())
        .ifPresent(close -> closeDay(wall, close));
    consumption.taken(board, input.stream(), frame.sequence(), input.atMicros());
    release(now - Timing.KEPT_BY_BOARD);
  }

  private void closeDay(long wall, DayClose close) {
    List<Body> entries = new ArrayList<>(List.of(close));
    entries.addAll(memory.learnedAgain(close));
    out.force(wall, entries);
  }

  private void sayTakenUp() {
    OpenSession session = shelf.session();
    if (!takenUpSaid && session != null && session.isResumed()) {
      out.alert(shelf.wallMicros(), AlertCode.SESSION_TAKEN_UP, session.id(), 1);
      session.active(shelf.nowMicros());
    }
    takenUpSaid = true;
  }

  private static Body entry(ShelfDocument document) {
    return switch (document) {
      case ShelfDocument.Plan plan -> new PlanogramVersion(plan.signed());
      case ShelfDocument.Prices prices -> new PriceVersion(prices.signed());
    };
  }

  private void content(long stream, Frame frame) {
    switch (frame) {
      case Frame.Samples samples -> samples(samples);
      case Frame.Door door -> doorAndScanner.door(stream, door);
      case Frame.Scan scan -> doorAndScanner.scan(scan);
      case Frame.Tender given ->
          memory.tender(new Tender(given.provider(), given.merchant(), given.reference()));
      case Frame.End end -> shelf.boards.ended(end.board());
      case Frame.Alive _, Frame.Hello _, Frame.Ack _, Frame.Refuse _ -> {
        // Time passes, and nothing else.
      }
    }
  }

  private void samples(Frame.Samples samples) {
    shelf.sampled();
    boolean fits =
        shelf.boards.feed(
            samples.board(), samples.block(), shelf.shiftMicros(), scales, shelf.windows);
    List<Step> now = shelf.signal().early();
    changesSeen |= !now.equals(early);
    early = now;
    if (!fits) {
      out.alert(shelf.wallMicros(), AlertCode.MALFORMED_FRAME, samples.board(), 1);
    }
  }

  private void passTime() {
    switch (shelf.phase()) {
      case Phase.Idle _ -> idle.pass();
      case Phase.Open open -> ending.passOpen(open.session());
      case Phase.Closing closing -> ending.passClosing(closing);
      case Phase.Asking asking -> ending.passAsking(asking);
      case Phase.Skipping _ -> {
        if (shelf.boards.haveAllEnded()) {
          shelf.enter(new Phase.Idle());
        }
      }
    }
  }

  private void release(long beforeMicros) {
    boolean waitsForFeed = shelf.mode() == ShelfMode.WHOLE_FEED && shelf.isIdle();
    boolean touched =
        shelf.mode() == ShelfMode.OPEN_SHELF
            && shelf.isIdle()
            && !shelf.signal().restless().isEmpty();
    boolean over = shelf.boards.haveAllEnded() && shelf.session() == null;
    long before = over ? Long.MAX_VALUE : waitsForFeed || touched ? Long.MIN_VALUE : beforeMicros;
    out.addAll(consumption.release(before, Timing.MOST_HELD_FRAMES));
  }
}
