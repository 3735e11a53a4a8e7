package dev.loulan.journal.sqlite;

import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EntryFormatException;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.merkle.Frontier;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Commits of one epoch that left the journal, compressed: a gzip file that holds a sequence of CBOR
 * items, first a header, then one item for each commit. See {@code docs/formats/archive.md}.
 */
final class ArchiveFile {

  /** End of the names of archives. */
  static final String SUFFIX = ".journal.gz";

  private static final int VERSION = 1;

  /**
   * What an archive says of itself.
   *
   * @param from index of the first entry
   * @param to size of the epoch after the last commit
   * @param frontier right edge of the log before the first entry
   * @param counters before the first entry
   * @param publicKey that signed the checkpoint before
   */
  record Header(
      EpochId epoch,
      String device,
      long from,
      long to,
      Bytes frontier,
      Bytes counters,
      Bytes publicKey) {

    Frontier begin() {
      Frontier edge = Frontier.decode(frontier.toArray());
      if (edge.size() != from) {
        throw new IllegalArgumentException("the right edge is of size " + edge.size());
      }
      return edge;
    }

    Counters state() {
      return Counters.decode(counters.toArray());
    }
  }

  /** A commit as the journal's row has it. */
  record Commit(long size, Bytes entries, Bytes checkpoint) {}

  private ArchiveFile() {}

  static String name(Path journal, Header header) {
    return "%s-%s-%012d-%012d%s"
        .formatted(
            journal.getFileName(),
            header.epoch.hex().substring(0, 8),
            header.from,
            header.to,
            SUFFIX);
  }

  /** Writes an archive in one step: after a power cut it is there whole or not at all. */
  static void write(Path file, Header header, Consumer<Consumer<Commit>> commits) {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.deleteIfExists(next);
      SqliteFile.makePrivate(next);
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(next))) {
        encode(header).WriteTo(out);
        commits.accept(commit -> write(out, commit));
      }
      sync(next, StandardOpenOption.WRITE);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        sync(folder, StandardOpenOption.READ);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new JournalException(
          ErrorCode.IO, "Writing the archive " + file + " failed: " + e.getMessage(), e);
    } finally {
      remove(next);
    }
  }

  /** What was begun and not finished takes no space. */
  private static void remove(Path next) {
    try {
      Files.deleteIfExists(next);
    } catch (IOException e) {
      System.getLogger(ArchiveFile.class.getName())
          .log(
              System.Logger.Level.WARNING, "The unfinished archive {0} could not be removed", next);
    }
  }

  private static void write(OutputStream out, Commit commit) {
    try {
      CBORObject.NewArray()
          .Add(commit.size)
          .Add(commit.entries.toArray())
          .Add(commit.checkpoint.toArray())
          .WriteTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sync(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  /** Whether the file is gzip; anything else about it is told by {@link #header}. */
  static boolean is(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Reads what an archive says of itself.
   *
   * @throws JournalException NOT_A_JOURNAL when it is none, CORRUPT when it cannot be read
   */
  static Header header(Path file) {
    try (InputStream in = open(file)) {
      return header(file, in);
    } catch (IOException e) {
      throw failed("Reading the archive", file, e);
    }
  }

  /**
   * Hands over the commits in their order.
   *
   * @throws JournalException CORRUPT when the file ends too early or is damaged
   */
  static void forEach(Path file, Consumer<Commit> each) {
    try (InputStream in = open(file)) {
      header(file, in);
      while (more(in)) {
        each.accept(commit(CBORObject.Read(in)));
      }
    } catch (IOException | CBORException | IllegalStateException e) {
      throw failed("Reading the archive", file, e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    return new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)));
  }

  private static boolean more(InputStream in) throws IOException {
    in.mark(1);
    boolean more = in.read() >= 0;
    in.reset();
    return more;
  }

  private static CBORObject encode(Header header) {
    return CBORObject.NewOrderedMap()
        .Add(0, VERSION)
        .Add(1, header.epoch.value().toArray())
        .Add(2, header.device)
        .Add(3, header.from)
        .Add(4, header.to)
        .Add(5, header.frontier.toArray())
        .Add(6, header.counters.toArray())
        .Add(7, header.publicKey.toArray());
  }

  private static Header header(Path file, InputStream in) {
    try {
      CBORObject map = CBORObject.Read(in);
      if (map.getType() == CBORType.Map && map.get(0).AsInt64Value() == VERSION) {
        return new Header(
            EpochId.of(map.get(1).GetByteString()),
            map.get(2).AsString(),
            map.get(3).AsInt64Value(),
            map.get(4).AsInt64Value(),
            Bytes.of(map.get(5).GetByteString()),
            Bytes.of(map.get(6).GetByteString()),
            Bytes.of(map.get(7).GetByteString()));
      }
    } catch (CBORException | IllegalStateException | EntryFormatException e) {
      throw new JournalException(
          ErrorCode.NOT_A_JOURNAL, file + " is a gzip file, but no archive of a journal", e);
    } catch (IllegalArgumentException e) {
      throw failed("Reading the header of the archive", file, e);
    }
    throw new JournalException(
        ErrorCode.NOT_A_JOURNAL,
        file + " is no archive of a version known here; use a newer program");
  }

  private static Commit commit(CBORObject array) {
    if (array.getType() != CBORType.Array || array.size() != 3) {
      throw new IllegalStateException("an item is no commit");
    }
    return new Commit(
        array.get(0).AsInt64Value(),
        Bytes.of(array.get(1).GetByteString()),
        Bytes.of(array.get(2).GetByteString()));
  }

  private static JournalException failed(String tried, Path file, Exception e) {
    return new JournalException(
        ErrorCode.CORRUPT, tried + " " + file + " failed: " + e.getMessage(), e);
  }
}
