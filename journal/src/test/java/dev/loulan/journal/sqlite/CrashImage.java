package dev.loulan.journal.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * The files as a power cut may leave them: all that was synced, and of what was not, any part. A
 * write that was not synced is made of sectors, each of which is there or not; a truncation and a
 * removal are there or not.
 */
final class CrashImage {
  private static final int SECTOR = 512;

  private static final class Disk {
    byte[] bytes = new byte[0];
    boolean exists;

    void write(long offset, byte[] from, int start, int end) {
      int to = (int) offset + end;
      if (to > bytes.length) {
        bytes = Arrays.copyOf(bytes, to);
      }
      System.arraycopy(from, start, bytes, (int) offset + start, end - start);
      exists = true;
    }

    void truncate(long length) {
      bytes = Arrays.copyOf(bytes, (int) length);
    }
  }

  private final Map<String, Disk> synced = new HashMap<>();
  private final Map<String, List<SyscallTrace.Call>> unsynced = new HashMap<>();

  /** Takes the next call of the recorded run. */
  void take(SyscallTrace.Call call) {
    switch (call) {
      case SyscallTrace.Call.Write write -> later(write.file()).add(write);
      case SyscallTrace.Call.Truncate truncate -> later(truncate.file()).add(truncate);
      case SyscallTrace.Call.Unlink unlink -> later(unlink.file()).add(unlink);
      case SyscallTrace.Call.Sync sync when sync.file().isEmpty() ->
          unsynced.keySet().forEach(this::removeForGood);
      case SyscallTrace.Call.Sync sync -> {
        Disk disk = synced.computeIfAbsent(sync.file(), _ -> new Disk());
        disk.exists = true;
        later(sync.file()).forEach(earlier -> apply(disk, earlier, _ -> true));
        later(sync.file()).clear();
      }
      case SyscallTrace.Call.Said _ -> {
        // Says what must hold, and changes no file.
      }
    }
  }

  /** The folder was synced, so a removal in it cannot come undone; what came before is gone. */
  private void removeForGood(String file) {
    List<SyscallTrace.Call> calls = later(file);
    for (int i = calls.size() - 1; i >= 0; i--) {
      if (calls.get(i) instanceof SyscallTrace.Call.Unlink) {
        calls.subList(0, i + 1).clear();
        synced.remove(file);
        return;
      }
    }
  }

  /** How many calls a power cut now may undo. */
  int unsyncedCalls() {
    return unsynced.values().stream().mapToInt(List::size).sum();
  }

  /** Writes the image in which a part of what was not synced is there. */
  void writeTo(Path folder, Predicate<Integer> survives) throws IOException {
    Map<String, Disk> image = new HashMap<>();
    synced.forEach((name, disk) -> {
      Disk copy = new Disk();
      copy.bytes = disk.bytes.clone();
      copy.exists = disk.exists;
      image.put(name, copy);
    });
    unsynced.forEach((name, calls) -> {
      Disk disk = image.computeIfAbsent(name, _ -> new Disk());
      calls.forEach(call -> apply(disk, call, survives));
    });
    for (Map.Entry<String, Disk> file : image.entrySet()) {
      // The index of the write-ahead log is in memory only; nobody reads it after a power cut.
      if (file.getValue().exists && !file.getKey().endsWith("-shm")) {
        Files.write(folder.resolve(file.getKey()), file.getValue().bytes);
      }
    }
  }

  /** Nothing, everything, or a share that is drawn for each image of what was not synced. */
  static Predicate<Integer> part(SplittableRandom random) {
    int percent = List.of(10, 50, 90).get(random.nextInt(3));
    return _ -> random.nextInt(100) < percent;
  }

  private static void apply(Disk disk, SyscallTrace.Call call, Predicate<Integer> survives) {
    switch (call) {
      case SyscallTrace.Call.Write write -> {
        byte[] bytes = write.bytes().toArray();
        for (int[] piece : sectors(write)) {
          if (survives.test(piece[0])) {
            disk.write(write.offset(), bytes, piece[0], piece[1]);
          }
        }
      }
      case SyscallTrace.Call.Truncate truncate -> {
        if (survives.test(0)) {
          disk.truncate(truncate.length());
        }
      }
      case SyscallTrace.Call.Unlink _ -> {
        if (survives.test(0)) {
          disk.bytes = new byte[0];
          disk.exists = false;
        }
      }
      case SyscallTrace.Call.Sync _, SyscallTrace.Call.Said _ -> throw new IllegalStateException();
    }
  }

  /** The parts of a write that lie in different sectors of the file. */
  private static List<int[]> sectors(SyscallTrace.Call.Write write) {
    List<int[]> pieces = new ArrayList<>();
    int at = 0;
    while (at < write.bytes().length()) {
      int room = SECTOR - (int) ((write.offset() + at) % SECTOR);
      int end = Math.min(write.bytes().length(), at + room);
      pieces.add(new int[] {at, end});
      at = end;
    }
    return pieces;
  }

  private List<SyscallTrace.Call> later(String file) {
    return unsynced.computeIfAbsent(file, _ -> new ArrayList<>());
  }
}
