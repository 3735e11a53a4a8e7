package dev.loulan.bridge.recording;

import dev.loulan.bridge.recording.RecordingException.ErrorCode;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording in the layout that {@link Recording} reads.
 *
 * <p>A gondola's file is begun with its first row, packed, and complete once the writer is closed.
 * Boards must be named by numbers from 1, because they name the files. Nothing that exists is
 * overwritten. One thread writes.
 */
public final class RecordingWriter implements AutoCloseable {
  private final Path folder;
  private final NavigableMap<String, Writer> gondolas = new TreeMap<>();
  private @Nullable Writer door;
  private @Nullable Writer scans;

  /** Begins a recording: makes the folder and writes products and planogram. */
  public RecordingWriter(Path folder, Planogram planogram) throws RecordingException {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      writeProducts(planogram);
      writePlanogram(planogram);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Adds one moment of a board.
   *
   * @param plates the board's plates, the same for each row of it
   * @param weightsMg one for each plate, {@link RecordedRow#MISSING} for a missing reading
   */
  public void row(String board, long atMicros, List<PlateId> plates, int[] weightsMg)
      throws RecordingException {
    StringBuilder line = new StringBuilder(DecimalText.text(atMicros, 6, 4));
    for (int mg : weightsMg) {
      line.append(',');
      if (mg != RecordedRow.MISSING) {
        line.append(DecimalText.text(mg, 3, 0));
      }
    }
    try {
      gondola(board, plates).append(line).append('\n');
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Adds a movement of the door. */
  public void door(long atMicros, boolean open) throws RecordingException {
    try {
      if (door == null) {
        door = create("door.csv", "unix_s,open\n");
      }
      door.append(DecimalText.text(atMicros, 6, 4)).append(open ? ",1\n" : ",0\n");
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Adds a scanned code. */
  public void scan(long atMicros, String code) throws RecordingException {
    try {
      if (scans == null) {
        scans = create("scans.csv", "unix_s,gtin\n");
      }
      scans.append(DecimalText.text(atMicros, 6, 4)).append(',').append(quoted(code)).append('\n');
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private Writer gondola(String board, List<PlateId> plates) throws IOException {
    Writer writer = gondolas.get(board);
    if (writer == null) {
      if (!board.matches("[1-9][0-9]{0,5}")) {
        throw new IOException("board '" + board + "' is no number, so it cannot name a gondola");
      }
      String names = plates.stream().map(PlateId::plate).collect(Collectors.joining(","));
      writer = create("gondola" + board + ".csv.gz", "unix_s," + names + "\n");
      gondolas.put(board, writer);
    }
    return writer;
  }

  private void writeProducts(Planogram planogram) throws IOException {
    try (Writer out = create("products.csv", "gtin,name,unit_weight_g,price\n")) {
      for (Product product : planogram.products().values()) {
        Long mg = product.unitWeightMg();
        Long price = product.priceMinor();
        out.append(quoted(product.gtin().value()))
            .append(',')
            .append(quoted(product.name()))
            .append(',')
            .append(mg == null ? "" : DecimalText.text(mg, 3, 0))
            .append(',')
            .append(price == null ? "" : price.toString())
            .append('\n');
      }
    }
  }

  private void writePlanogram(Planogram planogram) throws IOException {
    try (Writer out = create("planogram.csv", "gtin,positions_gondola.shelf.plate\n")) {
      for (var place : planogram.places().entrySet()) {
        String positions =
            place.getValue().stream()
                .map(p -> p.board() + "." + p.shelf() + "." + p.position())
                .collect(Collectors.joining(" "));
        out.append(quoted(place.getKey().value())).append(',').append(positions).append('\n');
      }
    }
  }

  private Writer create(String name, String header) throws IOException {
    OutputStream file = Files.newOutputStream(folder.resolve(name), StandardOpenOption.CREATE_NEW);
    try {
      OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(file, 1 << 16) : file;
      Writer writer =
          new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
      writer.append(header);
      return writer;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain
        ? field
        : '"' + field.replace("\"", "\"\"").replace('\n', ' ').replace('\r', ' ') + '"';
  }

  private RecordingException failed(IOException e) {
    if (e instanceof java.nio.file.FileAlreadyExistsException) {
      return new RecordingException(
          ErrorCode.FILE_EXISTS, e, RecordingException.text("folder.taken", folder));
    }
    return new RecordingException(
        ErrorCode.WRITE_FAILED,
        e,
        RecordingException.text("folder.unwritable", folder, e.getMessage()));
  }

  /** Completes all files. */
  @Override
  public void close() throws RecordingException {
    IOException first = null;
    for (Writer writer : gondolas.values()) {
      first = closed(writer, first);
    }
    first = closed(door, first);
    first = closed(scans, first);
    if (first != null) {
      throw failed(first);
    }
  }

  private static @Nullable IOException closed(
      @Nullable Writer writer, @Nullable IOException before) {
    try {
      if (writer != null) {
        writer.close();
      }
      return before;
    } catch (IOException e) {
      return before == null ? e : before;
    }
  }
}
