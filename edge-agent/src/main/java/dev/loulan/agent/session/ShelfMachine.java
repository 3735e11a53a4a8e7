package dev.loulan.agent.session;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.inference.session.EventFinder;
import dev.loulan.inference.session.WeightEvent;
import dev.loulan.inference.signal.PlateSignal;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.inference.signal.ShelfSignal;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.UnknownSpan;
import dev.loulan.inference.signal.WatchedPlate;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.entry.Heartbeat;
import dev.loulan.journal.entry.PlanogramVersion;
import dev.loulan.journal.entry.PlateWeight;
import dev.loulan.journal.entry.PriceVersion;
import dev.loulan.journal.entry.Scan;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.entry.Tender;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
 * <p>A session is durable in the journal before the frame that opened it is given up to its board,
 * and its outcome before anyone is told. Frames that come again after a crash change nothing that
 * was journaled before. One thread.
 */
public final class ShelfMachine {
  private final Recovered recovered;
  private final WatchedPlate.Factory plates;
  private final Documents documents = new Documents();
  private final Boards boards = new Boards();
  private final Consumption consumption = new Consumption();
  private final SampleWindows windows = new SampleWindows();
  private final BusinessDays days;
  private final Outbox out;
  private final Set<String> closedSessions;
  private final Set<String> tenderReferences;
  private final List<MeasuredStep> idleSteps = new ArrayList<>();
  private final List<UnknownSpan> idleUnknowns = new ArrayList<>();
  private ShelfSettings settings;
  private @Nullable ShelfSignal signal;
  private Phase phase;
  private PlateauSnapshot kept;
  private @Nullable Tender tender;
  private boolean restocking;
  private boolean doorAlerted;
  private boolean takenUpSaid;
  private long nowMicros = Long.MIN_VALUE;
  private long firstSampleMicros = Long.MAX_VALUE;
  private long lastActivityMicros;
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
    this.plates = plates;
    this.recovered = recovered;
    this.settings = settings;
    this.days = new BusinessDays(settings, recovered.lastDay());
    this.out = new Outbox(clockTrusted);
    this.closedSessions = new HashSet<>(recovered.closedSessions());
    this.tenderReferences = new HashSet<>(recovered.tenderReferences());
    this.kept = recovered.levels();
    this.tender = recovered.tender();
    this.restocking = recovered.restocking();
    inEffect.forEach(documents::restore);
    this.phase = takenUp(recovered.open());
  }

  private Phase takenUp(Recovered.@Nullable Session open) {
    if (open == null) {
      return new Phase.Idle();
    }
    Set<dev.loulan.domain.planogram.PlateId> all = open.before().levelsMg().keySet();
    OpenSession session =
        new OpenSession(
            open.id(),
            open.before(),
            open.tender(),
            documents.current(),
            all,
            true,
            open.restock());
    open.scans().forEach(session::add);
    open.boardsWithGaps().forEach(session::gap);
    Long closed = open.doorClosedMicros();
    return closed == null ? new Phase.Open(session) : new Phase.Closing(session, closed);
  }

  /** Takes one input; what it leads to is carried out before the next one is given. */
  public List<Effect> step(Input input) {
    switch (input) {
      case Input.Hello hello -> hello(hello);
      case Input.Next next -> next(next);
      case Input.BoardSilent silent -> silent(silent.board());
      case Input.DocumentsArrived arrived -> arrived.documents().forEach(documents::arrived);
      case Input.SettingsArrived arrived -> {
        settings = arrived.settings();
        days.settings(settings);
      }
      case Input.ClockTrust trust -> out.trust(trust.trusted());
      case Input.Restocking mode -> restocking(mode.on());
      case Input.HostAlert alert ->
          out.append(
              seenMicros(),
              new dev.loulan.journal.entry.Alert(
                  alert.code(), alert.level(), alert.subject(), alert.count()));
      case Input.Heartbeat _ -> out.append(seenMicros(), new Heartbeat(frames, gaps));
      case Input.Idle _ -> release(Long.MAX_VALUE);
    }
    return out.drain();
  }

  /** Counts from the next session on; one that is open stays what it is. */
  private void restocking(boolean on) {
    if (on != restocking) {
      restocking = on;
      out.force(seenMicros(), List.of(RestockMode.entry(on)));
    }
  }

  /** What a page shows. */
  public ShelfView view() {
    return ShelfView.of(
        seenMicros(), boards, session(), signal, documents.current(), gaps, mode(), restocking);
  }

  private void hello(Input.Hello input) {
    ShelfSignal plates = signal();
    if (boards.hello(input.hello(), plates)) {
      String board = input.hello().board();
      plates.gap(board, seenMicros());
      missing(AlertCode.BOARD_RESTARTED, board, 1);
    }
  }

  private void silent(String board) {
    boards.silent(board);
    signal().gap(board, seenMicros());
    missing(AlertCode.BOARD_SILENT, board, 1);
  }

  private void missing(AlertCode code, String board, long count) {
    OpenSession session = session();
    if (session != null) {
      session.gap(board);
    }
    out.alert(seenMicros(), code, board, count);
  }

  private void next(Input.Next input) {
    nowMicros = Math.max(nowMicros, input.atMicros());
    frames++;
    Frame frame = input.frame();
    String board = frame.board();
    boards.heard(board);
    sayTakenUp();
    if (input.missingBefore() > 0) {
      gaps += input.missingBefore();
      signal().gap(board, nowMicros);
      missing(AlertCode.GAP, board, input.missingBefore());
    }
    documents.takeEffect(nowMicros).forEach(d -> out.append(nowMicros, entry(d)));
    content(input.stream(), frame);
    collectSteps(input.stream(), frame);
    passTime();
    days.due(nowMicros, session() != null, out.isTrusted())
        .ifPresent(close -> out.force(nowMicros, List.of(close)));
    consumption.taken(board, input.stream(), frame.sequence(), input.atMicros());
    release(nowMicros - Timing.KEPT_BY_BOARD);
  }

  private void sayTakenUp() {
    OpenSession session = session();
    if (!takenUpSaid && session != null && session.isResumed()) {
      out.alert(nowMicros, AlertCode.SESSION_TAKEN_UP, session.id(), 1);
      lastActivityMicros = nowMicros;
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
      case Frame.Samples samples -> {
        firstSampleMicros = Math.min(firstSampleMicros, nowMicros);
        if (!boards.feed(samples.board(), samples.block(), windows)) {
          out.alert(nowMicros, AlertCode.MALFORMED_FRAME, samples.board(), 1);
        }
      }
      case Frame.Door door -> door(stream, door);
      case Frame.Scan scan -> scan(scan);
      case Frame.Tender given -> tender(given);
      case Frame.End end -> boards.ended(end.board());
      case Frame.Alive _, Frame.Hello _, Frame.Ack _, Frame.Refuse _ -> {
        // Time passes, and nothing else.
      }
    }
  }

  private void door(long stream, Frame.Door frame) {
    boolean same = boards.door(frame.board(), frame.open());
    String change = String.valueOf(frame.open());
    if (recovered.seen().contains(Recovered.key(frame.board(), frame.atMicros(), change))) {
      skipWhatEnded(stream, frame);
      return;
    }
    Door entry = new Door(frame.board(), frame.open());
    if (frame.open()) {
      opened(stream, frame, entry, same);
    } else if (phase instanceof Phase.Open open && !boards.anyDoorOpen()) {
      out.force(frame.atMicros(), List.of(entry));
      phase = new Phase.Closing(open.session(), nowMicros);
    } else {
      out.append(frame.atMicros(), entry);
      leaveSkipping();
    }
  }

  private void skipWhatEnded(long stream, Frame.Door frame) {
    String id = SessionIds.of(frame.board(), stream, frame.sequence());
    if (frame.open() && phase instanceof Phase.Idle && closedSessions.contains(id)) {
      phase = new Phase.Skipping();
    } else if (!frame.open()) {
      leaveSkipping();
    }
  }

  private void leaveSkipping() {
    if (phase instanceof Phase.Skipping) {
      phase = new Phase.Idle();
    }
  }

  private void opened(long stream, Frame.Door frame, Door entry, boolean same) {
    leaveSkipping();
    boolean lostItsEnd = phase instanceof Phase.Open && same;
    boolean nextShopper = phase instanceof Phase.Closing && tender != null;
    if (lostItsEnd || nextShopper) {
      end();
    }
    switch (phase) {
      case Phase.Idle _ ->
          open(
              SessionIds.of(frame.board(), stream, frame.sequence()),
              snapshot(),
              List.of(entry),
              frame.atMicros());
      case Phase.Closing closing -> {
        out.force(frame.atMicros(), List.of(entry));
        phase = new Phase.Open(closing.session());
      }
      case Phase.Open _, Phase.Skipping _ -> out.append(frame.atMicros(), entry);
    }
  }

  private void scan(Frame.Scan frame) {
    if (recovered.seen().contains(Recovered.key(frame.board(), frame.atMicros(), frame.code()))) {
      return;
    }
    OpenSession session = session();
    Scan entry = new Scan(session == null ? null : session.id(), frame.board(), frame.code());
    if (session == null) {
      out.append(frame.atMicros(), entry);
      return;
    }
    out.force(frame.atMicros(), List.of(entry));
    ScannedCode.gtin(frame.code())
        .ifPresent(
            gtin -> session.add(new dev.loulan.inference.session.Scan(gtin, frame.atMicros())));
  }

  private void tender(Frame.Tender frame) {
    if (!tenderReferences.contains(frame.reference())) {
      tender = new Tender(frame.provider(), frame.merchant(), frame.reference());
      out.add(new Effect.KeepShelf(kept, tender));
    }
  }

  private void open(String id, PlateauSnapshot before, List<Body> first, long atMicros) {
    if (closedSessions.contains(id)) {
      phase = new Phase.Skipping();
      return;
    }
    ShelfSignal plates = signal();
    Set<dev.loulan.domain.planogram.PlateId> fromEarlier =
        new TreeSet<>(before.levelsMg().keySet());
    fromEarlier.removeAll(plates.plateaus().keySet());
    OpenSession session =
        new OpenSession(id, before, tender, documents.current(), fromEarlier, false, restocking);
    List<Body> entries = new ArrayList<>(first);
    List<PlateWeight> weights = new ArrayList<>();
    before.levelsMg().forEach((plate, mg) -> weights.add(new PlateWeight(plate.toString(), mg)));
    entries.add(new SessionOpened(id, tender, weights));
    if (tender != null) {
      tenderReferences.add(tender.reference());
    }
    tender = null;
    out.force(atMicros, entries);
    keep(before);
    notice(new SessionNotice(id, SessionNotice.State.OPENED, atMicros, null, List.of()));
    lastActivityMicros = nowMicros;
    doorAlerted = false;
    phase = new Phase.Open(session);
  }

  /** The levels known now; for plates that have none since the boot, those kept before it. */
  private PlateauSnapshot snapshot() {
    TreeMap<dev.loulan.domain.planogram.PlateId, Long> levels = new TreeMap<>(kept.levelsMg());
    signal()
        .plateaus()
        .forEach((plate, plateau) -> {
          levels.remove(plate);
          if (plateau.known()) {
            levels.put(plate, plateau.levelMg());
          }
        });
    return new PlateauSnapshot(nowMicros, levels);
  }

  private void collectSteps(long stream, Frame frame) {
    List<Step> steps = signal().drainSteps();
    List<UnknownSpan> unknowns = signal().drainUnknowns();
    OpenSession session = session();
    for (Step step : steps) {
      MeasuredStep measured = new MeasuredStep(step, windows.cut(step.plate(), step.beginMicros()));
      if (session != null) {
        session.add(measured);
        lastActivityMicros = nowMicros;
      } else if (step.endMicros() > recovered.lastMicros()) {
        idleSteps.add(measured);
      }
    }
    for (UnknownSpan span : unknowns) {
      if (session != null) {
        session.add(span);
      } else if (span.endMicros() > recovered.lastMicros()) {
        idleUnknowns.add(span);
      }
    }
    boolean isNew = !steps.isEmpty() || !unknowns.isEmpty();
    if (isNew && phase instanceof Phase.Idle && mode() == ShelfMode.OPEN_SHELF) {
      openAtFirstStep(stream, frame);
    }
  }

  private void openAtFirstStep(long stream, Frame frame) {
    if (idleEvents().isEmpty()) {
      return;
    }
    TreeMap<dev.loulan.domain.planogram.PlateId, Long> levels =
        new TreeMap<>(snapshot().levelsMg());
    idleSteps.forEach(
        s -> levels.computeIfPresent(s.step().plate(), (_, mg) -> mg - s.step().deltaMg()));
    idleUnknowns.forEach(s -> levels.computeIfPresent(s.plate(), (_, mg) -> mg - s.deltaMg()));
    open(
        SessionIds.of(frame.board(), stream, frame.sequence()),
        new PlateauSnapshot(nowMicros, levels),
        List.of(),
        nowMicros);
    OpenSession session = session();
    if (session != null) {
      idleSteps.forEach(session::add);
      idleUnknowns.forEach(session::add);
    }
    idleSteps.clear();
    idleUnknowns.clear();
  }

  private List<WeightEvent> idleEvents() {
    return new EventFinder(documents.current().planogram())
        .find(idleSteps.stream().map(MeasuredStep::step).toList(), idleUnknowns);
  }

  private void passTime() {
    switch (phase) {
      case Phase.Idle _ -> passIdle();
      case Phase.Open open -> passOpen(open.session());
      case Phase.Closing closing -> passClosing(closing);
      case Phase.Skipping _ -> {
        if (boards.haveAllEnded()) {
          phase = new Phase.Idle();
        }
      }
    }
  }

  private void passIdle() {
    boolean warm = nowMicros >= firstSampleMicros + Timing.WARM_UP;
    if (mode() == ShelfMode.WHOLE_FEED
        && firstSampleMicros != Long.MAX_VALUE
        && (warm || isAtRest() || boards.haveAllEnded())) {
      boards.feedId().ifPresent(this::openFeed);
    } else if (!idleSteps.isEmpty() || !idleUnknowns.isEmpty()) {
      journalIdleSteps();
    }
  }

  private void openFeed(String id) {
    if (boards.haveAllEnded() && closedSessions.contains(id)) {
      return;
    }
    open(id, snapshot(), List.of(), nowMicros);
    if (boards.haveAllEnded() && session() != null) {
      end();
    }
  }

  private boolean isAtRest() {
    ShelfSignal plates = signal();
    return plates.plateaus().size() == boards.plates() && plates.restless().isEmpty();
  }

  private void journalIdleSteps() {
    long last =
        Math.max(
            idleSteps.stream().mapToLong(s -> s.step().endMicros()).max().orElse(Long.MIN_VALUE),
            idleUnknowns.stream().mapToLong(UnknownSpan::endMicros).max().orElse(Long.MIN_VALUE));
    if (nowMicros < last + Timing.KEPT_BY_BOARD) {
      return;
    }
    idleEvents().forEach(event -> out.append(nowMicros, SessionEntries.entry(null, event)));
    idleSteps.clear();
    idleUnknowns.clear();
  }

  private void passOpen(OpenSession session) {
    if (boards.haveAllEnded()) {
      end();
      return;
    }
    switch (mode()) {
      case OPEN_SHELF -> {
        long quiet = nowMicros - lastActivityMicros;
        boolean calm = signal().restless().isEmpty() && firstSampleMicros != Long.MAX_VALUE;
        if (quiet >= Timing.LONGEST_UNREST || (calm && quiet >= Timing.QUIET)) {
          end();
        }
      }
      case DOOR -> {
        if (!doorAlerted && nowMicros > session.openedMicros() + Timing.DOOR_LEFT_OPEN) {
          doorAlerted = true;
          out.alert(nowMicros, AlertCode.DOOR_LEFT_OPEN, session.id(), 1);
        }
        boolean waited =
            firstSampleMicros != Long.MAX_VALUE
                && nowMicros > firstSampleMicros + Timing.LOST_DOOR_CLOSE;
        if (session.isResumed() && !boards.anyDoorOpen() && waited) {
          phase = new Phase.Closing(session, nowMicros);
        }
      }
      case WHOLE_FEED -> {
        // Ends with the feed.
      }
    }
  }

  private void passClosing(Phase.Closing closing) {
    long since = closing.closedMicros();
    if (closing.session().isResumed()) {
      since = Math.max(since, Math.min(firstSampleMicros, nowMicros));
    }
    boolean rested = nowMicros >= since + Timing.LEAST_SETTLE && isReadable(closing.session());
    if (rested || nowMicros >= since + Timing.LONGEST_SETTLE || boards.haveAllEnded()) {
      end();
    }
  }

  private boolean isReadable(OpenSession session) {
    var plateaus = signal().plateaus();
    return signal().restless().isEmpty() && plateaus.keySet().containsAll(session.compared());
  }

  private void end() {
    OpenSession session = session();
    if (session == null) {
      return;
    }
    ShelfSignal plates = signal();
    plates.finish();
    plates.drainUnknowns().forEach(session::add);
    SessionEnd.Result result =
        new SessionEnd(session, plates.plateaus(), boards, nowMicros).read(windows);
    SessionEntries entries = new SessionEntries(session, result, settings.currency());
    out.addAll(entries.evidenceToKeep());
    out.force(nowMicros, entries.bodies());
    closedSessions.add(session.id());
    keep(plates.snapshot(nowMicros));
    notice(entries.notice(nowMicros));
    phase = mode() == ShelfMode.WHOLE_FEED ? new Phase.Skipping() : new Phase.Idle();
  }

  private void keep(PlateauSnapshot levels) {
    kept = levels;
    out.add(new Effect.KeepShelf(levels, tender));
  }

  private void notice(SessionNotice notice) {
    out.add(new Effect.Notify(notice));
  }

  private void release(long beforeMicros) {
    boolean waitsForFeed = mode() == ShelfMode.WHOLE_FEED && phase instanceof Phase.Idle;
    boolean touched =
        mode() == ShelfMode.OPEN_SHELF
            && phase instanceof Phase.Idle
            && !signal().restless().isEmpty();
    boolean over = boards.haveAllEnded() && session() == null;
    long before = over ? Long.MAX_VALUE : waitsForFeed || touched ? Long.MIN_VALUE : beforeMicros;
    out.addAll(consumption.release(before, Timing.MOST_HELD_FRAMES));
  }

  private @Nullable OpenSession session() {
    return switch (phase) {
      case Phase.Open open -> open.session();
      case Phase.Closing closing -> closing.session();
      case Phase.Idle _, Phase.Skipping _ -> null;
    };
  }

  private ShelfMode mode() {
    if (boards.hasDoor()) {
      return ShelfMode.DOOR;
    }
    return settings.wholeFeed() ? ShelfMode.WHOLE_FEED : ShelfMode.OPEN_SHELF;
  }

  private ShelfSignal signal() {
    ShelfSignal known = signal;
    if (known == null) {
      known = new ShelfSignal(documents.current().planogram(), plates);
      signal = known;
    }
    return known;
  }

  private long seenMicros() {
    return Optional.of(nowMicros).filter(m -> m != Long.MIN_VALUE).orElse(0L);
  }
}
