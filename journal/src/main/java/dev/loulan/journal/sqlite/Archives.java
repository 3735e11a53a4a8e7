package dev.loulan.journal.sqlite;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The archives beside a journal. Each look reads the folder anew; it is looked at seldom. */
final class Archives {

  private final Path journal;

  Archives(Path journal) {
    this.journal = journal.toAbsolutePath();
  }

  /** One of them. */
  record Archive(Path file, ArchiveFile.Header header) {}

  /** The archives of an epoch, the oldest entries first; files that cannot be read are left out. */
  List<Archive> of(EpochId epoch) {
    List<Archive> found = new ArrayList<>();
    Path folder = journal.getParent();
    if (folder == null) {
      return found;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(ArchiveFile.SUFFIX)).toList()) {
        header(file)
            .filter(h -> h.epoch().equals(epoch))
            .ifPresent(h -> found.add(new Archive(file, h)));
      }
    } catch (IOException e) {
      throw new JournalException(
          ErrorCode.IO, "The folder " + folder + " cannot be listed: " + e.getMessage(), e);
    }
    found.sort(Comparator.comparingLong(archive -> archive.header.from()));
    return found;
  }

  private static Optional<ArchiveFile.Header> header(Path file) {
    try {
      return Optional.of(ArchiveFile.header(file));
    } catch (JournalException e) {
      return Optional.empty();
    }
  }

  /** Hands over the archived commits of an epoch within these entries. */
  void forEach(EpochId epoch, long from, long to, Consumer<ArchiveFile.Commit> each) {
    forEachThrough(
        epoch,
        from,
        to,
        commit -> {
          if (commit.size() <= to) {
            each.accept(commit);
          }
        });
  }

  /** The same with the commit in which the last of the entries is. */
  private void forEachThrough(
      EpochId epoch, long from, long to, Consumer<ArchiveFile.Commit> each) {
    long[] next = {from};
    for (Archive archive : of(epoch)) {
      if (archive.header.to() > next[0] && archive.header.from() < to) {
        ArchiveFile.forEach(
            archive.file,
            commit -> {
              if (commit.size() > next[0] && next[0] < to) {
                each.accept(commit);
                next[0] = commit.size();
              }
            });
      }
    }
  }

  /** Up to which size an epoch's commits are archived; 0 when none is. */
  long archivedTo(EpochId epoch) {
    return of(epoch).stream().mapToLong(archive -> archive.header.to()).max().orElse(0);
  }

  /** What is known of the last archive of an epoch that begins before this size. */
  Optional<ArchiveFile.Header> lastBefore(EpochId epoch, long size) {
    return of(epoch).stream().map(Archive::header).filter(h -> h.from() < size).reduce((_, b) -> b);
  }

  /** The bytes of the archived entries {@code from} (with) to {@code to} (without); all or none. */
  List<Bytes> leaves(EpochId epoch, long from, long to) {
    List<Bytes> leaves = new ArrayList<>();
    forEachThrough(
        epoch,
        from,
        to,
        commit -> {
          List<Bytes> block = LeafBlock.decode(commit.entries().toArray());
          long begin = commit.size() - block.size();
          for (int i = 0; i < block.size(); i++) {
            if (begin + i == from + leaves.size() && begin + i < to) {
              leaves.add(block.get(i));
            }
          }
        });
    return leaves.size() == to - from ? leaves : List.of();
  }
}
