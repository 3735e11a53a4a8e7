package dev.loulan.agent.sync;

import dev.loulan.agent.alert.Alerts;
import dev.loulan.agent.boot.ServerPosition;
import dev.loulan.agent.documents.DocumentFolder;
import dev.loulan.agent.documents.DocumentReader;
import dev.loulan.agent.ingest.ShelfLoop;
import dev.loulan.agent.session.AlertCode;
import dev.loulan.agent.session.Input;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.journal.sqlite.SyncStateStore;
import dev.loulan.provisioning.party.PartyPublicKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Three threads that talk to the server: segments, live state, configuration. */
public final class ServerLink implements AutoCloseable {
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  private final Parts parts;
  private final Object wakeUp = new Object();
  private final List<Thread> threads = new ArrayList<>();
  private boolean woken = true;
  private @Nullable Boolean trusted;

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

  public ServerLink(Parts parts) {
    this.parts = parts;
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
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      awaitWork();
      try (SqliteJournalStore store = SqliteJournalStore.openReadOnly(parts.journal());
          SyncStateStore state = SyncStateStore.open(parts.syncState())) {
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
        case SegmentUpload.Result.Progress _ -> {
          segmentsTaken.incrementAndGet();
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
    while (true) {
      Json now = LiveState.json(parts.loop().view(), parts.alerts().texts());
      try {
        if (!now.equals(last)) {
          noteTime(parts.server().postJson("/sync/v1/live", now));
          last = now;
        }
        Thread.sleep(500);
      } catch (IOException e) {
        Thread.sleep(5_000);
      }
    }
  }

  private void noteTime(ServerClient.Answer answer) throws InterruptedException {
    if (parts.simulated() || answer.serverTime().isEmpty()) {
      return;
    }
    Duration off = Duration.between(answer.serverTime().get(), Instant.now()).abs();
    Boolean now = off.compareTo(Duration.ofSeconds(60)) < 0;
    if (!now.equals(trusted)) {
      trusted = now;
      parts.loop().input(new Input.ClockTrust(now));
      if (now) {
        parts.alerts().clear(AlertCode.CLOCK_UNTRUSTED);
      } else {
        parts.alerts().raise(AlertCode.CLOCK_UNTRUSTED, off.toSeconds() + " s");
      }
    }
  }

  private void configuration() throws InterruptedException {
    long version = 0;
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      try {
        ServerClient.Answer answer =
            parts.server().get("/sync/v1/configuration?after=" + version, Duration.ofSeconds(40));
        if (answer.isOk()) {
          version = take(JsonReader.read(answer.body()));
          pause = FIRST_PAUSE_MILLIS;
          continue;
        }
        if (answer.status() == 204) {
          continue;
        }
      } catch (IOException e) {
        // Told by the segments' thread; here it only takes longer.
      } catch (JsonException | DateTimeException e) {
        parts.alerts().raise(AlertCode.DOCUMENT_REFUSED, String.valueOf(e.getMessage()));
      }
      Thread.sleep(pause);
      pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
    }
  }

  private long take(Json json) throws InterruptedException {
    Optional<PartyPublicKey> key = parts.operatorKey().or(() -> parts.settings().pin(json));
    ConfigurationReader read =
        ConfigurationReader.read(json, key.map(parts.readers()), parts.wholeFeed());
    read.documents().forEach(parts.documents()::keep);
    parts.settings().keep(json);
    parts.loop().input(new Input.SettingsArrived(read.settings()));
    if (!read.documents().isEmpty()) {
      parts.loop().input(new Input.DocumentsArrived(List.copyOf(read.documents().keySet())));
    }
    if (read.refused().isEmpty()) {
      parts.alerts().clear(AlertCode.DOCUMENT_REFUSED);
    } else {
      parts.alerts().raise(AlertCode.DOCUMENT_REFUSED, read.refused().getFirst());
    }
    return read.version();
  }

  /** How far the server is, before anything is appended. */
  public static ServerPosition position(ServerClient server) throws InterruptedException {
    return Positions.ask(server);
  }
}
