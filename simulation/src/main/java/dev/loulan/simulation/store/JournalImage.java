package dev.loulan.simulation.store;

import dev.loulan.journal.StoredCommit;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bytes of a journal: epochs, entries, checkpoints and tiles, sound or not. */
public final class JournalImage {

  /** One epoch's part. {@code ends} are the sizes at which commits end, each with its head. */
  static final class Log {
    final EpochId epoch;
    final List<Bytes> leaves = new ArrayList<>();
    final List<StoredCommit.Head> heads = new ArrayList<>();
    final List<StoredCommit.Tile> tiles = new ArrayList<>();

    Log(EpochId epoch) {
      this.epoch = epoch;
    }

    long covered() {
      return heads.isEmpty() ? 0 : heads.getLast().size();
    }
  }

  final List<Log> logs = new ArrayList<>();

  /** What was written where a bit flipped later, by what is read there. */
  private final Map<Bytes, Bytes> written = new HashMap<>();

  JournalImage copy() {
    JournalImage copy = new JournalImage();
    copy.written.putAll(written);
    for (Log log : logs) {
      Log other = new Log(log.epoch);
      other.leaves.addAll(log.leaves);
      other.heads.addAll(log.heads);
      other.tiles.addAll(log.tiles);
      copy.logs.add(other);
    }
    return copy;
  }

  Optional<Log> log(EpochId epoch) {
    return logs.stream().filter(log -> log.epoch.equals(epoch)).findFirst();
  }

  void apply(StoredCommit commit) {
    tear(commit);
    Log log = log(commit.epoch()).orElseThrow();
    log.heads.add(commit.head());
    log.tiles.addAll(commit.tiles());
  }

  /** The entries of a commit without its checkpoint. */
  void tear(StoredCommit commit) {
    if (log(commit.epoch()).isEmpty()) {
      logs.add(new Log(commit.epoch()));
    }
    log(commit.epoch()).orElseThrow().leaves.addAll(commit.leaves());
  }

  /** The entry as the device wrote it, also where a bit of it flipped since. */
  Bytes asWritten(Bytes leaf) {
    return written.getOrDefault(leaf, leaf);
  }

  public boolean isEmpty() {
    return logs.isEmpty();
  }

  public long entries() {
    return logs.stream().mapToLong(log -> log.leaves.size()).sum();
  }

  /** Flips one bit of one entry; {@code where} picks it. */
  public void flipBit(long where) {
    long entries = entries();
    long index = entries == 0 ? 0 : Math.floorMod(where, entries);
    for (Log log : logs) {
      if (index < log.leaves.size()) {
        byte[] bytes = log.leaves.get((int) index).toArray().clone();
        int bit = (int) Math.floorMod(where >>> 8, (long) bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        Bytes flipped = Bytes.owning(bytes);
        written.put(flipped, log.leaves.set((int) index, flipped));
        return;
      }
      index -= log.leaves.size();
    }
  }
}
