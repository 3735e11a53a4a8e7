package dev.loulan.simulation.store;

import dev.loulan.journal.entry.EpochId;
import dev.loulan.sync.intake.DeviceKeys;
import dev.loulan.sync.intake.EpochState;
import dev.loulan.sync.intake.IntakeStore;
import dev.loulan.sync.intake.IntakeTransaction;
import dev.loulan.sync.intake.Quarantine;
import dev.loulan.sync.intake.Submission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The intake in memory. Its state can be kept and put back, as a server's database can. */
public final class MemoryIntakeStore implements IntakeStore {
  private TreeMap<String, DeviceRows> devices = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Lease> leases = new TreeMap<>();
  private long submissions;

  private record Lease(String holder, long untilMillis) {}

  /** Undoes what the transaction changed, the last change first; null outside of one. */
  private @Nullable ArrayDeque<Runnable> undo;

  /** Something that a person should know. */
  public record Finding(String device, String code, String what, String evidence) {}

  /** A state of the whole store. */
  public record Kept(Map<String, DeviceRows> devices) {}

  /** One device's rows. */
  public static final class DeviceRows {
    private @Nullable DeviceKeys keys;
    private @Nullable Quarantine quarantine;
    private final LinkedHashMap<EpochId, EpochRows> epochs = new LinkedHashMap<>();
    private final List<Submission> submissions = new ArrayList<>();

    private DeviceRows copy() {
      DeviceRows copy = new DeviceRows();
      copy.keys = keys;
      copy.quarantine = quarantine;
      epochs.forEach((id, rows) -> copy.epochs.put(id, rows.copy()));
      copy.submissions.addAll(submissions);
      return copy;
    }
  }

  private static final class EpochRows {
    private EpochState state;
    private final List<byte[]> entries = new ArrayList<>();
    private final TreeMap<Long, String> checkpoints = new TreeMap<>();

    private EpochRows(EpochState state) {
      this.state = state;
    }

    private EpochRows copy() {
      EpochRows copy = new EpochRows(state);
      copy.entries.addAll(entries);
      copy.checkpoints.putAll(checkpoints);
      return copy;
    }
  }

  /** The state as it is now. */
  public Kept keep() {
    TreeMap<String, DeviceRows> copy = new TreeMap<>();
    devices.forEach((device, rows) -> copy.put(device, rows.copy()));
    return new Kept(copy);
  }

  /** Puts an earlier state back; whatever came since is forgotten. */
  public void putBack(Kept kept) {
    devices = new TreeMap<>();
    kept.devices().forEach((device, rows) -> devices.put(device, rows.copy()));
  }

  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  @Override
  public <T> T write(Function<IntakeTransaction, T> work) {
    ArrayDeque<Runnable> undoing = new ArrayDeque<>();
    undo = undoing;
    boolean done = false;
    try {
      T result = work.apply(new Transaction());
      done = true;
      return result;
    } finally {
      undo = null;
      if (!done) {
        undoing.forEach(Runnable::run);
      }
    }
  }

  @Override
  public <T> T read(Function<IntakeTransaction, T> work) {
    return work.apply(new Transaction());
  }

  /** Says how to undo a change that follows. */
  private void changes(Runnable back) {
    ArrayDeque<Runnable> now = undo;
    if (now == null) {
      throw new IllegalStateException("A read must not write");
    }
    now.push(back);
  }

  private DeviceRows toChange(String device) {
    DeviceRows known = devices.get(device);
    if (known != null) {
      return known;
    }
    DeviceRows fresh = new DeviceRows();
    changes(() -> devices.remove(device));
    devices.put(device, fresh);
    return fresh;
  }

  private final class Transaction implements IntakeTransaction {
    private Optional<DeviceRows> rows(String device) {
      return Optional.ofNullable(devices.get(device));
    }

    private Optional<EpochRows> rows(String device, EpochId epoch) {
      return rows(device).flatMap(rows -> Optional.ofNullable(rows.epochs.get(epoch)));
    }

    @Override
    public Optional<DeviceKeys> keys(String device) {
      return rows(device).flatMap(rows -> Optional.ofNullable(rows.keys));
    }

    @Override
    public void putKeys(String device, DeviceKeys keys) {
      DeviceRows rows = toChange(device);
      DeviceKeys before = rows.keys;
      changes(() -> rows.keys = before);
      rows.keys = keys;
    }

    @Override
    public Optional<EpochState> epoch(String device, EpochId epoch) {
      return rows(device, epoch).map(rows -> rows.state);
    }

    @Override
    public Optional<EpochState> lastEpoch(String device) {
      return rows(device)
          .filter(rows -> !rows.epochs.isEmpty())
          .map(rows -> rows.epochs.lastEntry().getValue().state);
    }

    @Override
    public Optional<EpochId> epochAfter(String device, Optional<EpochId> epoch) {
      List<EpochId> all =
          rows(device).map(rows -> List.copyOf(rows.epochs.keySet())).orElse(List.of());
      int next = epoch.map(all::indexOf).orElse(-1) + 1;
      return next < all.size() ? Optional.of(all.get(next)) : Optional.empty();
    }

    @Override
    public void putEpoch(String device, EpochState state) {
      DeviceRows rows = toChange(device);
      EpochRows known = rows.epochs.get(state.epoch());
      if (known == null) {
        changes(() -> rows.epochs.remove(state.epoch()));
        rows.epochs.put(state.epoch(), new EpochRows(state));
        return;
      }
      EpochState before = known.state;
      changes(() -> known.state = before);
      known.state = state;
    }

    @Override
    public List<String> devices() {
      return devices.entrySet().stream()
          .filter(e -> !e.getValue().epochs.isEmpty())
          .map(Map.Entry::getKey)
          .toList();
    }

    @Override
    public List<byte[]> entries(String device, EpochId epoch, long from, long to) {
      return rows(device, epoch)
          .map(rows -> {
            int size = rows.entries.size();
            int begin = (int) Math.min(from, size);
            return List.copyOf(
                rows.entries.subList(begin, (int) Math.max(begin, Math.min(to, size))));
          })
          .orElse(List.of());
    }

    @Override
    public void append(String device, EpochId epoch, long from, List<byte[]> entries) {
      EpochRows rows = toChange(device).epochs.get(epoch);
      if (rows == null || rows.entries.size() != from) {
        throw new IllegalStateException("Entries of " + device + " do not follow at " + from);
      }
      changes(() -> rows.entries.subList((int) from, rows.entries.size()).clear());
      rows.entries.addAll(entries);
    }

    @Override
    public long entryCount(String device) {
      return rows(device)
          .map(rows -> rows.epochs.values().stream().mapToLong(e -> e.entries.size()).sum())
          .orElse(0L);
    }

    @Override
    public Optional<String> checkpoint(String device, EpochId epoch, long size) {
      return rows(device, epoch).flatMap(r -> Optional.ofNullable(r.checkpoints.get(size)));
    }

    @Override
    public List<Long> checkpointsAfter(String device, EpochId epoch, long size) {
      return rows(device, epoch)
          .map(rows -> List.copyOf(rows.checkpoints.tailMap(size, false).keySet()))
          .orElse(List.of());
    }

    @Override
    public void putCheckpoint(String device, EpochId epoch, long size, String note) {
      EpochRows rows = toChange(device).epochs.get(epoch);
      if (rows == null) {
        throw new IllegalStateException("No epoch " + epoch + " of " + device);
      }
      String before = rows.checkpoints.put(size, note);
      changes(() -> {
        if (before == null) {
          rows.checkpoints.remove(size);
        } else {
          rows.checkpoints.put(size, before);
        }
      });
    }

    @Override
    public void putContact(String device, long atMillis) {
      // Only pages show it.
    }

    @Override
    public void putQuarantine(Quarantine quarantine) {
      DeviceRows rows = toChange(quarantine.device());
      rows.quarantine = rows.quarantine == null ? quarantine : rows.quarantine;
    }

    @Override
    public Optional<Quarantine> quarantine(String device) {
      return rows(device).flatMap(rows -> Optional.ofNullable(rows.quarantine));
    }

    @Override
    public boolean release(String device) {
      DeviceRows rows = toChange(device);
      boolean held = rows.quarantine != null;
      rows.quarantine = null;
      return held;
    }

    @Override
    public void putFinding(
        String device, String code, String what, String evidence, long atMillis) {
      Finding finding = new Finding(device, code, what, evidence);
      if (!findings.contains(finding)) {
        changes(findings::removeLast);
        findings.add(finding);
      }
    }

    @Override
    public Optional<Submission> lastSubmission(String device) {
      return rows(device)
          .filter(rows -> !rows.submissions.isEmpty())
          .map(rows -> rows.submissions.getLast());
    }

    @Override
    public boolean wasSubmitted(String device, EpochId epoch, long size) {
      return rows(device).stream()
          .flatMap(rows -> rows.submissions.stream())
          .anyMatch(s -> s.epoch().equals(epoch) && s.toSize() == size);
    }

    @Override
    public Submission putSubmission(Submission unnumbered) {
      Submission kept = with(unnumbered, ++submissions, unnumbered.state(), unnumbered.what());
      DeviceRows rows = toChange(unnumbered.device());
      changes(rows.submissions::removeLast);
      rows.submissions.add(kept);
      return kept;
    }

    @Override
    public void mark(long number, Submission.State state, String what) {
      replace(number, s -> with(s, number, state, what));
    }

    private void replace(long number, UnaryOperator<Submission> change) {
      for (DeviceRows rows : devices.values()) {
        List<Submission> all = rows.submissions;
        for (int i = all.size() - 1; i >= 0 && all.get(i).number() >= number; i--) {
          Submission before = all.get(i);
          if (before.number() == number) {
            int at = i;
            changes(() -> all.set(at, before));
            all.set(i, change.apply(before));
            return;
          }
        }
      }
    }

    @Override
    public long committedEntries(String device) {
      return rows(device).stream()
          .flatMap(rows -> rows.submissions.stream())
          .filter(s -> s.state() == Submission.State.COMMITTED)
          .mapToLong(s -> s.toSize() - s.fromSize())
          .sum();
    }

    @Override
    public void keepPrepared(long number, String txId, byte[] prepared) {
      replace(
          number,
          s ->
              new Submission(
                  number,
                  s.device(),
                  s.epoch(),
                  s.fromSize(),
                  s.toSize(),
                  txId,
                  s.envelope(),
                  prepared,
                  s.state(),
                  s.what()));
    }

    @Override
    public boolean lease(String device, String holder, long nowMillis, long untilMillis) {
      Lease now = leases.get(device);
      if (now == null || now.holder().equals(holder) || now.untilMillis() < nowMillis) {
        leases.put(device, new Lease(holder, untilMillis));
        return true;
      }
      return false;
    }

    private static Submission with(Submission s, long number, Submission.State state, String what) {
      boolean done = state == Submission.State.COMMITTED;
      byte[] envelope = done ? new byte[0] : s.envelope();
      byte[] prepared = done ? new byte[0] : s.prepared();
      return new Submission(
          number,
          s.device(),
          s.epoch(),
          s.fromSize(),
          s.toSize(),
          s.txId(),
          envelope,
          prepared,
          state,
          what);
    }
  }
}
