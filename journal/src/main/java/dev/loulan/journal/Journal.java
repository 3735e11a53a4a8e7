package dev.loulan.journal;

import dev.loulan.journal.EpochDecision.Continue;
import dev.loulan.journal.EpochDecision.NewEpoch;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.checkpoint.CheckpointSigner;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.EpochOpened;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.KeyChange;
import dev.loulan.journal.entry.ParentEpoch;
import dev.loulan.journal.entry.SignerDown;
import dev.loulan.journal.entry.SignerUp;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.key.SignerUnavailableException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a device's log.
 *
 * <p>Bodies are numbered and appended at once; types that force a commit are durable, under a new
 * signed checkpoint, when the call returns, and take with them all that waited. The rest becomes
 * durable with the next such entry, with {@link #commit} or with {@link #close}; until then a power
 * cut loses it. After a failed write the journal is closed and shows nothing of that write.
 *
 * <pre>{@code
 * Journal journal = Journal.open(store, signer, ids, "shelf-1", new EpochDecision.Continue(), now);
 * long step = journal.append(stamp, weightStep);          // rides along
 * journal.append(stamp, List.of(Sale.draft(...), closed)); // durable, with the step
 * }</pre>
 *
 * <p>Deterministic: time comes with each entry, chance from the {@link IdSource}. One thread.
 */
public final class Journal implements JournalAppender, AutoCloseable {

  private final JournalStore store;
  private final IdSource ids;
  private final Bytes bootId;
  private final LogName log;
  private final PendingCommit pending;
  private CheckpointSigner checkpoints;
  private @Nullable Stamp signerDownSince;
  private Stamp lastStamp = new Stamp(0, false, 0);
  private boolean closed;
  private long setAside;

  private Journal(
      JournalStore store, DeviceSigner signer, IdSource ids, LogName log, PendingCommit pending) {
    this.store = store;
    this.checkpoints = new CheckpointSigner(log, signer);
    this.ids = ids;
    this.bootId = ids.boot();
    this.log = log;
    this.pending = pending;
  }

  /**
   * Opens the log for writing. The caller owns the store and closes it after the journal.
   *
   * @param device name of the device: printable, without blank, plus and slash
   * @param now time of the epoch's first entry when a new one is opened
   * @throws JournalException CORRUPT when the last checkpoint is not this signer's or does not fit
   *     the entries
   * @throws IllegalStateException when the decision is to continue and there is nothing to continue
   */
  public static Journal open(
      JournalStore store,
      DeviceSigner signer,
      IdSource ids,
      String device,
      EpochDecision decision,
      Stamp now) {
    long setAside = store.setAsideUncovered();
    Journal journal = open(store, signer, ids, device, now, decision);
    journal.setAside = setAside;
    return journal;
  }

  private static Journal open(
      JournalStore store,
      DeviceSigner signer,
      IdSource ids,
      String device,
      Stamp now,
      EpochDecision decision) {
    return switch (decision) {
      case Continue _ -> resume(store, signer, ids, device);
      case NewEpoch fresh ->
          begin(store, signer, ids, new LogName(device, fresh.epoch()), fresh.parent(), now);
    };
  }

  /** The decision for a run in which nobody can be asked and nothing was rolled back. */
  public static EpochDecision continueOrBegin(JournalStore store, IdSource ids) {
    return store.epochs().isEmpty() ? new NewEpoch(ids.epoch(), null) : new Continue();
  }

  private static Journal resume(
      JournalStore store, DeviceSigner signer, IdSource ids, String device) {
    JournalReader reader = new JournalReader(store);
    JournalHead head =
        reader
            .head()
            .orElseThrow(
                () -> new IllegalStateException("An empty journal has no epoch to continue"));
    PendingCommit pending =
        new PendingCommit(reader.frontier(head.epoch(), head.size()), head.counters());
    HeadCheck.check(reader, head, pending.root(), signer, device);
    return new Journal(store, signer, ids, head.log(), pending);
  }

  private static Journal begin(
      JournalStore store,
      DeviceSigner signer,
      IdSource ids,
      LogName log,
      @Nullable ParentEpoch parent,
      Stamp now) {
    if (store.epochs().contains(log.epoch())) {
      throw new IllegalStateException("Epoch " + log.epoch() + " was opened before");
    }
    Journal journal = new Journal(store, signer, ids, log, PendingCommit.empty());
    journal.append(now, new EpochOpened(log.device(), signer.publicKey(), parent));
    return journal;
  }

  /**
   * Appends one entry.
   *
   * @return its sequence number in the epoch
   * @throws JournalException when a commit was due and failed; the journal is closed then, but for
   *     SIGNER: then the entries wait for {@link #commit}, and must not be appended again
   */
  public long append(Stamp stamp, Body body) {
    return append(stamp, List.of(body));
  }

  /**
   * Appends entries that become durable together.
   *
   * @return the sequence number of the first; the others follow it
   * @throws JournalException when a commit was due and failed; the journal is closed then, but for
   *     SIGNER: then the entries wait for {@link #commit}, and must not be appended again
   */
  public long append(Stamp stamp, List<Body> bodies) {
    long first = add(stamp, bodies);
    if (forcesCommit(bodies)) {
      commit();
    }
    return first;
  }

  /** Whether one of them is of a type that is durable before anybody hears of it. */
  static boolean forcesCommit(List<Body> bodies) {
    // No stream: it would be the dearest part of a lone commit after signature and sync.
    for (Body body : bodies) {
      if (body.type().forcesCommit()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void append(Stamp stamp, List<Body> bodies, boolean durable) {
    var _ = append(stamp, bodies);
    if (durable) {
      commit();
    }
  }

  @Override
  public void commitSoon(Runnable committed) {
    commit();
    committed.run();
  }

  /** Appends without ever committing; the caller does. */
  long add(Stamp stamp, List<Body> bodies) {
    checkOpen();
    lastStamp = stamp;
    long first = pending.nextSeq();
    // A refused body is a mistake of the caller. Had others of its group been added, a later commit
    // would make half a group durable, so the journal goes no further then.
    for (Body body : bodies) {
      boolean added = false;
      try {
        pending.add(log.epoch(), stamp, bootId, ids.blind(), body.placed(first));
        added = true;
      } finally {
        closed = !added && pending.nextSeq() > first;
      }
    }
    return first;
  }

  /**
   * Makes durable, under one signed checkpoint, all that was appended; nothing when nothing was.
   *
   * @throws JournalException SIGNER when the key cannot be reached: the entries go on waiting; any
   *     other code: the journal is closed
   */
  @Override
  public void commit() {
    checkOpen();
    if (pending.isEmpty()) {
      return;
    }
    StoredCommit commit = sign();
    try {
      store.commit(commit);
      pending.clear();
    } catch (RuntimeException e) {
      closed = true;
      throw e;
    }
  }

  /**
   * Tries again to make durable what waits since the key could not be reached.
   *
   * @param now the time that the entry signerUp gets
   * @throws JournalException as {@link #commit()}
   */
  public void commit(Stamp now) {
    lastStamp = now;
    commit();
  }

  /**
   * The entries go on waiting when the key cannot be reached; nothing is lost or written. That it
   * was away, and for how long, becomes part of the log.
   */
  private StoredCommit sign() {
    try {
      StoredCommit commit = pending.sign(log.epoch(), checkpoints);
      return signerDownSince == null ? commit : signAgain(signerDownSince);
    } catch (SignerUnavailableException e) {
      if (signerDownSince == null) {
        signerDownSince = lastStamp;
        add(lastStamp, List.of(SignerDown.because(e.getMessage())));
      }
      throw signerAway(e);
    }
  }

  private StoredCommit signAgain(Stamp since) {
    long downMicros = Math.max(0, lastStamp.monotonicMicros() - since.monotonicMicros());
    add(lastStamp, List.of(new SignerUp(downMicros, pending.size())));
    signerDownSince = null;
    return pending.sign(log.epoch(), checkpoints);
  }

  private JournalException signerAway(SignerUnavailableException e) {
    return new JournalException(
        ErrorCode.SIGNER,
        "The journal of " + log.device() + " cannot be signed now: " + e.getMessage(),
        e);
  }

  /**
   * Signs from here on with another key; durable when it returns. What waited is committed before,
   * so that the change is the last entry under the old key.
   *
   * @throws JournalException when it cannot: SIGNER before anything was changed when one of the
   *     keys is away; else the journal is closed
   */
  public void changeKey(Stamp stamp, DeviceSigner next) {
    commit();
    KeyChange change = changeTo(next);
    boolean done = false;
    try {
      append(stamp, change);
      checkpoints = new CheckpointSigner(log, next);
      done = true;
    } finally {
      closed |= !done;
    }
  }

  private KeyChange changeTo(DeviceSigner next) {
    try {
      return KeyChangeProof.make(log.device(), checkpoints.signer(), next);
    } catch (SignerUnavailableException e) {
      throw signerAway(e);
    }
  }

  /** The key that signs now. */
  public Bytes publicKey() {
    return checkpoints.signer().publicKey();
  }

  /** The last committed state. */
  public JournalHead head() {
    return new JournalReader(store).head(log.epoch());
  }

  /** The counters after the last appended entry. */
  public Counters counters() {
    return pending.counters();
  }

  public EpochId epoch() {
    return log.epoch();
  }

  public Bytes bootId() {
    return bootId;
  }

  /** How many entries, under no checkpoint, were moved to another file when this was opened. */
  public long setAside() {
    return setAside;
  }

  /** The sequence number that the next entry gets. */
  public long nextSeq() {
    return pending.nextSeq();
  }

  /** The entries of this epoch that wait for a commit. */
  public List<JournalEntry> uncommitted() {
    return pending.entries();
  }

  /** Reads what was committed. */
  public JournalReader reader() {
    return new JournalReader(store);
  }

  /** Commits what waits, unless the journal was closed by a failure. */
  @Override
  public void close() {
    if (!closed) {
      commit();
      closed = true;
    }
  }

  /** Whether it takes nothing more: its owner closed it, or a write failed. */
  boolean isClosed() {
    return closed;
  }

  private void checkOpen() {
    if (closed) {
      throw new JournalException(
          ErrorCode.CLOSED,
          "The journal of " + log.device() + " is closed, by its owner or after a failed write");
    }
  }
}
