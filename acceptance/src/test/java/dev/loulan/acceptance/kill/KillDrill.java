package dev.loulan.acceptance.kill;

import dev.loulan.bridge.client.BoardFeed;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.cli.line.Line;
import dev.loulan.domain.json.Fields;
import dev.loulan.testkit.sim.FrameOutput;
import dev.loulan.testkit.sim.ShelfDay;
import dev.loulan.testkit.sim.Visit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the simulated board and its connection, and kills the agent where the plan says.
 * One thread sends; a thread of the drill kills and starts.
 */
final class KillDrill implements FrameOutput {
  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-Dquarkus.log.level=WARN");

  private final Line line;
  private final int bridgePort;
  private final BoardFeed feed;
  private final Path journal;
  private final ShelfDay day;
  private final Deque<KillPlan.Point> next;
  private final AtomicReference<KillPlan.@Nullable Point> awaited = new AtomicReference<>();
  private final ExecutorService killer = Executors.newSingleThreadExecutor();
  private final List<Future<?>> underWay = Collections.synchronizedList(new ArrayList<>());
  private final List<Kill> kills = Collections.synchronizedList(new ArrayList<>());
  private final List<Announced> announced = Collections.synchronizedList(new ArrayList<>());
  private volatile long sentMicros;

  /** A kill as it was; {@code isInside} a session by the door or by the journal. */
  record Kill(KillPlan.Point point, boolean isInside) {}

  /** What the agent said of a session when it was over. */
  record Announced(String session, String state, long totalMinor) {}

  KillDrill(Line line, int bridgePort, BoardFeed feed, Path journal, ShelfDay day, KillPlan plan) {
    this.line = line;
    this.bridgePort = bridgePort;
    this.feed = feed;
    this.journal = journal;
    this.day = day;
    this.next = new ArrayDeque<>(plan.points());
    line.watch().onSession(this::said);
  }

  /** Kills an agent that has not seen a frame yet, so that from now on it has the drill's port. */
  static void moveTo(Line line, int bridgePort) throws IOException, InterruptedException {
    var _ = line.killAgent();
    line.startAgentAgain(bridgePort, QUICK_START);
  }

  @Override
  public long send(LongFunction<Frame> frame) throws IOException, InterruptedException {
    Frame[] made = new Frame[1];
    long sequence =
        feed.send(s -> {
          made[0] = frame.apply(s);
          sentMicros = micros(made[0]);
          await(sentMicros);
          return made[0];
        });
    while (!next.isEmpty()
        && !next.getFirst().moment().followsAnnouncement()
        && next.getFirst().atMicros() <= sentMicros) {
      KillPlan.Point point = next.removeFirst();
      finish(killer.submit(() -> kill(point)));
    }
    return sequence;
  }

  /** From before its frame goes out on, the announcement that leads to the next kill may come. */
  private void await(long atMicros) {
    if (!next.isEmpty()
        && next.getFirst().moment().followsAnnouncement()
        && next.getFirst().atMicros() <= atMicros) {
      awaited.set(next.removeFirst());
    }
  }

  private void said(Fields session) {
    String state = session.text("state");
    boolean isOpening = state.equals("opened");
    KillPlan.Point point = awaited.get();
    if (point != null && (point.moment() == Moment.SESSION_ANNOUNCED) == isOpening) {
      awaited.set(null);
      underWay.add(killer.submit(() -> kill(point)));
    }
    if (!isOpening) {
      long total = session.objectOrNone("sale").map(sale -> sale.integer("total")).orElse(0L);
      announced.add(new Announced(session.text("session"), state, total));
    }
  }

  private @Nullable Void kill(KillPlan.Point point) throws IOException, InterruptedException {
    if (!point.moment().followsAnnouncement()) {
      Thread.sleep(point.waitMillis());
    }
    long sent = feed.lastSequence();
    long acknowledged = feed.acknowledged();
    long pid = line.killAgent();
    JournalState left = JournalState.read(journal);
    line.startAgentAgain(bridgePort, QUICK_START);
    JournalState found = JournalState.read(journal);
    Visit visit = day.visits().get(point.visit());
    long since = sentMicros - visit.openMicros();
    // An opening may have been beside the journal only; the start puts it there.
    boolean open = left.hasOpenSession() || found.hasOpenSession();
    boolean inside = open || (since >= 0 && sentMicros <= visit.closeMicros());
    kills.add(new Kill(point, inside));
    System.out.printf(
        "kill %2d: %s, %s, %.1f s after the door opened (closes at %.1f); agent %d; frame %d sent,"
            + " %d acknowledged; journal %d entries, last %s, session %s; %d entries after the"
            + " start%n",
        kills.size(),
        visit.reference(),
        point.moment().words(),
        since / 1e6,
        (visit.closeMicros() - visit.openMicros()) / 1e6,
        pid,
        sent,
        acknowledged,
        left.size(),
        left.last(),
        open ? "open" : "none",
        found.size());
    return null;
  }

  /** Waits for the kills that are under way, and reports any failure of one. */
  void awaitKills() throws InterruptedException {
    killer.shutdown();
    for (Future<?> each : List.copyOf(underWay)) {
      finish(each);
    }
  }

  private static void finish(Future<?> kill) throws InterruptedException {
    try {
      kill.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The agent could not be killed and started again", e);
    }
  }

  List<Kill> kills() {
    return List.copyOf(kills);
  }

  List<Announced> announced() {
    return List.copyOf(announced);
  }

  private static long micros(Frame frame) {
    return switch (frame) {
      case Frame.Samples samples -> samples.block().atMicros(0);
      case Frame.Door door -> door.atMicros();
      case Frame.Scan scan -> scan.atMicros();
      case Frame.Tender tender -> tender.atMicros();
      case Frame.Alive alive -> alive.atMicros();
      case Frame.End end -> end.atMicros();
      case Frame.Hello _, Frame.Ack _, Frame.Refuse _ -> Long.MIN_VALUE;
    };
  }
}
