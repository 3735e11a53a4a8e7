package dev.loulan.agent.store;

import dev.loulan.agent.alert.Alerts;
import dev.loulan.agent.session.AlertCode;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.JournalWriter;
import dev.loulan.journal.sqlite.EvidenceStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the journal's place once a second from a thread of its own, so that it also speaks
 * while the shelf waits for a commit: raises and clears what is wrong, sheds windows, and locks the
 * shelf before the last byte is gone.
 */
public final class StoreWatch implements AutoCloseable {
  private static final long PAUSE_MILLIS = 1_000;
  private static final int SPACE_EVERY = 10;

  /**
   * Windows of five minutes share a write; one each would cost the card three times what the sale
   * does. A power cut takes those of the last five minutes, as if they had been shed.
   */
  private static final int WINDOWS_EVERY = 300;

  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final long LOW_DAYS = 30;
  private static final long LOW_BYTES = 64L << 20;

  private final StoreRules rules;
  private final StoreReserve reserve;
  private final StoreFolder folder;
  private final EvidenceStore evidence;
  private final JournalWriter journal;
  private final Alerts alerts;
  private final InstantSource clock;
  private final ShelfLock lock;
  private final Consumer<AlertCode> journaled;
  private final Thread thread;
  private volatile @Nullable StoreState state;

  /**
   * Watches from {@link #start} on.
   *
   * @param lock is locked while the journal cannot take what is sold
   * @param journaled takes an alert that belongs in the journal
   */
  public StoreWatch(
      Path data,
      StoreRules rules,
      EvidenceStore evidence,
      JournalWriter journal,
      Alerts alerts,
      InstantSource clock,
      ShelfLock lock,
      Consumer<AlertCode> journaled) {
    this.rules = rules;
    this.reserve = new StoreReserve(data.resolve("reserve"), rules.reserveBytes());
    this.folder = new StoreFolder(data, reserve);
    this.evidence = evidence;
    this.journal = journal;
    this.alerts = alerts;
    this.clock = clock;
    this.lock = lock;
    this.journaled = journaled;
    this.thread = Thread.ofPlatform().daemon().name("store-watch").unstarted(this::run);
  }

  /** Measures for the first time and goes on by itself. */
  public void start() {
    look();
    thread.start();
  }

  /** What was found last; empty when the folder could not be measured. */
  public Optional<StoreState> state() {
    return Optional.ofNullable(state);
  }

  private void run() {
    try {
      for (int round = 1; true; round++) {
        Thread.sleep(PAUSE_MILLIS);
        lookAtWriter();
        if (round % SPACE_EVERY == 0) {
          look();
        }
        if (round % WINDOWS_EVERY == 0) {
          keepWindows();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says what holds up commits, and keeps the door shut meanwhile. */
  void lookAtWriter() {
    slow();
    signer();
    lock.because(AlertCode.JOURNAL_SLOW, alerts.isOpen(AlertCode.JOURNAL_SLOW));
    lock.because(AlertCode.SIGNER_AWAY, alerts.isOpen(AlertCode.SIGNER_AWAY));
    lock.tell();
  }

  private void keepWindows() {
    try {
      evidence.flush();
    } catch (JournalException e) {
      // A window may be shed; nothing waits for it.
      alerts.raise(AlertCode.EVIDENCE, String.valueOf(e.getMessage()));
    }
  }

  private void slow() {
    Optional<Duration> waiting = journal.committingFor().filter(d -> d.compareTo(SLOW) > 0);
    waiting.ifPresentOrElse(
        d ->
            alerts.raise(
                AlertCode.JOURNAL_SLOW,
                "the disk has taken more than "
                    + SLOW.toSeconds()
                    + " s for a commit; nothing is confirmed until it answers"),
        () -> alerts.clear(AlertCode.JOURNAL_SLOW));
  }

  private void signer() {
    journal
        .signerAway()
        .ifPresentOrElse(
            away -> alerts.raise(AlertCode.SIGNER_AWAY, away.reason()),
            () -> alerts.clear(AlertCode.SIGNER_AWAY));
  }

  /** Measures, sheds and locks as the rules say. */
  void look() {
    try {
      StoreSpace space = measure();
      long limit = rules.evidenceLimit(space);
      if (limit < space.evidenceBytes()) {
        shed(limit);
        space = measure();
      }
      lock(space, rules.locks(space));
      low(space);
    } catch (IOException | JournalException e) {
      alerts.raise(AlertCode.STORE_SHORT, "the data folder cannot be measured: " + e.getMessage());
    }
  }

  private StoreSpace measure() throws IOException {
    return folder.measure(evidence.bytes(), clock.instant());
  }

  private void shed(long limit) throws IOException {
    long gone;
    try {
      gone = evidence.shedTo(limit);
    } catch (JournalException e) {
      if (e.code() != ErrorCode.STORE_FULL) {
        throw e;
      }
      // Even removing rows writes first. The reserve is taken again below, from what they gave.
      reserve.giveUp();
      gone = evidence.shedTo(limit);
    }
    if (gone > 0) {
      alerts.raise(
          AlertCode.STORE_SHORT,
          gone + " raw windows were shed to make room; sales keep their hashes");
    }
  }

  private void low(StoreSpace space) {
    long days = rules.daysLeft(space);
    if (days < LOW_DAYS || space.freeBytes() < LOW_BYTES) {
      alerts.raise(AlertCode.DISK_LOW, days + " d, " + (space.freeBytes() >> 20) + " MiB");
    } else {
      alerts.clear(AlertCode.DISK_LOW);
    }
  }

  private void lock(StoreSpace space, boolean locked) throws IOException {
    StoreState before = state;
    state = new StoreState(space, rules.daysLeft(space), locked);
    lock.because(AlertCode.STORE_FULL, locked);
    lock.tell();
    if (!locked) {
      takeReserve();
      alerts.clear(AlertCode.STORE_FULL);
    } else if (before == null || !before.locked()) {
      // Given up first: the alert is an entry as well.
      reserve.giveUp();
      alerts.raise(
          AlertCode.STORE_FULL,
          "only the reserve of " + (rules.reserveBytes() >> 20) + " MiB is left; free space");
      journaled.accept(AlertCode.STORE_FULL);
    }
  }

  private void takeReserve() {
    try {
      reserve.take();
    } catch (IOException e) {
      alerts.raise(AlertCode.STORE_SHORT, "the reserve cannot be taken: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
