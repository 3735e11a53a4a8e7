package dev.loulan.agent.sync;

import dev.loulan.agent.alert.Alerts;
import dev.loulan.agent.boot.ServerPosition;
import dev.loulan.agent.documents.DocumentFolder;
import dev.loulan.agent.documents.DocumentReader;
import dev.loulan.agent.ingest.ShelfLoop;
import dev.loulan.agent.session.AlertCode;
import dev.loulan.domain.json.Json;
import dev.loulan.journal.CosignedStore;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.journal.sqlite.SyncStateStore;
import dev.loulan.provisioning.party.PartyPublicKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Three threads that talk to the server: segments, live state, configuration. */
public final class ServerLink implements AutoCloseable {
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;
  private static final long LONGEST_UNTOLD_NANOS = 300_000_000_000L;

  private final Parts parts;
  private final Object wakeUp = new Object();
  private final List<Thread> threads = new ArrayList<>();
  private boolean woken = true;

  /**
   * What the link works with.
   *
   * @param operatorKey the key that documents must be signed with; empty to take the one that the
   *     server names first
   * @param simulated whether the feed tells the time, so that the server's does not matter
   */
  public record Parts(
      ServerClient server,
      Path journal,
      Path syncState,
      ShelfLoop loop,
      Alerts alerts,
      DocumentFolder documents,
      Function<PartyPublicKey, DocumentReader> readers,
      Optional<PartyPublicKey> operatorKey,
      SettingsFile settings,
      boolean wholeFeed,
      boolean simulated) {}

  private final AtomicLong segmentsTaken = new AtomicLong();
  private final ConfigurationSync configuration;
  private final ClockComparison clock;

  public ServerLink(Parts parts) {
    this.parts = parts;
    this.clock =
        new ClockComparison(InstantSource.system(), System::nanoTime, parts.loop(), parts.alerts());
    this.configuration =
        new ConfigurationSync(
            new ConfigurationSync.Parts(
                parts.server(),
                parts.loop(),
                parts.alerts(),
                parts.documents(),
                parts.readers(),
                parts.operatorKey(),
                parts.settings(),
                parts.wholeFeed()));
  }

  public void start() {
    begin("sync-segments", this::segments);
    begin("sync-live", this::live);
    begin("sync-configuration", this::configuration);
  }

  /** How many segments the server has taken since the start. */
  public long segmentsTaken() {
    return segmentsTaken.get();
  }

  /** The journal has grown. */
  public void wake() {
    synchronized (wakeUp) {
      woken = true;
      wakeUp.notifyAll();
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    parts.server().close();
    for (Thread thread : threads) {
      try {
        thread.join(2_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void begin(String name, Work work) {
    threads.add(
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .start(() -> {
              try {
                work.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private void segments() throws InterruptedException {
    try (RareCosignedStore state =
        new RareCosignedStore(() -> SyncStateStore.open(parts.syncState()), System::nanoTime)) {
      segments(state);
    } catch (JournalException e) {
      parts.alerts().raise(AlertCode.JOURNAL, String.valueOf(e.getMessage()));
    }
  }

  private void segments(CosignedStore state) throws InterruptedException {
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      awaitWork();
      try (SqliteJournalStore store = SqliteJournalStore.openReadOnly(parts.journal())) {
        sendAll(new SegmentUpload(new JournalReader(store), state, parts.server()));
        pause = FIRST_PAUSE_MILLIS;
      } catch (IOException e) {
        parts.alerts().raise(AlertCode.SERVER_AWAY, String.valueOf(e.getMessage()));
        Thread.sleep(pause);
        pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        wake();
      } catch (JournalException e) {
        parts.alerts().raise(AlertCode.JOURNAL, String.valueOf(e.getMessage()));
        Thread.sleep(LONGEST_PAUSE_MILLIS);
        wake();
      }
    }
  }

  private void awaitWork() throws InterruptedException {
    synchronized (wakeUp) {
      while (!woken) {
        wakeUp.wait();
      }
      woken = false;
    }
  }

  private void sendAll(SegmentUpload upload) throws IOException, InterruptedException {
    for (SegmentUpload.Result result = upload.next(); ; result = upload.next()) {
      parts.alerts().clear(AlertCode.SERVER_AWAY);
      switch (result) {
        case SegmentUpload.Result.Progress(boolean taken) -> {
          segmentsTaken.addAndGet(taken ? 1 : 0);
          parts.alerts().clear(AlertCode.SYNC_REFUSED);
        }
        case SegmentUpload.Result.Done _ -> {
          return;
        }
        case SegmentUpload.Result.Refused refused -> {
          parts.alerts().raise(AlertCode.SYNC_REFUSED, refused.code());
          Thread.sleep(5_000);
          wake();
          return;
        }
      }
    }
  }

  private void live() throws InterruptedException {
    Json last = new Json.Null();
    long toldNanos = System.nanoTime();
    while (true) {
      Json now = LiveState.json(parts.loop().view(), parts.alerts().texts());
      try {
        // Also without news: the answer confirms the clock, which may have been set.
        if (!now.equals(last) || System.nanoTime() - toldNanos > LONGEST_UNTOLD_NANOS) {
          noteTime(parts.server().postJson("/sync/v1/live", now));
          last = now;
          toldNanos = System.nanoTime();
        }
        Thread.sleep(500);
      } catch (IOException e) {
        Thread.sleep(5_000);
      }
    }
  }

  private void noteTime(ServerClient.Answer answer) throws InterruptedException {
    if (!parts.simulated()) {
      clock.note(answer);
    }
  }

  private void configuration() throws InterruptedException {
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      try {
        if (configuration.poll()) {
          pause = FIRST_PAUSE_MILLIS;
          continue;
        }
      } catch (IOException e) {
        // Told by the segments' thread; here it only takes longer.
      }
      Thread.sleep(pause);
      pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
    }
  }

  /** How far the server is, before anything is appended. */
  public static ServerPosition position(ServerClient server) throws InterruptedException {
    return Positions.ask(server);
  }
}
