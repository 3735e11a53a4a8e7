package dev.loulan.bridge.recording;

import dev.loulan.bridge.recording.RecordingException.ErrorCode;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A CSV file (RFC 4180, UTF-8, plain or gzip by its name), line by line. */
final class CsvFile implements AutoCloseable {
  private final Path file;
  private final BufferedReader reader;
  private final List<String> header;
  private int lineNumber = 1;

  CsvFile(Path file) throws RecordingException {
    this.file = file;
    if (!Files.isRegularFile(file)) {
      throw new RecordingException(ErrorCode.FILE_MISSING, "file.missing", file);
    }
    this.reader = open(file);
    try {
      String first = reader.readLine();
      if (first == null || first.isBlank()) {
        throw new RecordingException(ErrorCode.HEADER_UNREADABLE, "file.noHeader", file);
      }
      this.header = split(first.startsWith("\uFEFF") ? first.substring(1) : first);
    } catch (IOException e) {
      closeQuietly();
      throw unreadable(e);
    } catch (RecordingException e) {
      closeQuietly();
      throw e;
    }
  }

  private static BufferedReader open(Path file) throws RecordingException {
    try {
      InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
      try {
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
      } catch (IOException e) {
        in.close();
        throw e;
      }
    } catch (IOException e) {
      throw new RecordingException(
          ErrorCode.FILE_UNREADABLE, e, RecordingException.text("file.unreadable", file, said(e)));
    }
  }

  List<String> header() {
    return header;
  }

  Path file() {
    return file;
  }

  /** The number of the line that was read last, the header being line 1. */
  int lineNumber() {
    return lineNumber;
  }

  /** The next line that is not blank, or null at the end. */
  @Nullable String nextLine() throws RecordingException {
    try {
      String line = reader.readLine();
      lineNumber++;
      while (line != null && line.isBlank()) {
        line = reader.readLine();
        lineNumber++;
      }
      return line;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The index of a column. */
  int column(String name) throws RecordingException {
    int index = header.indexOf(name);
    if (index < 0) {
      throw badHeader("header.noColumn", name, String.join(", ", header));
    }
    return index;
  }

  RecordingException badHeader(String key, Object... values) {
    return new RecordingException(
        ErrorCode.HEADER_UNREADABLE, "header", file, RecordingException.text(key, values));
  }

  RecordingException badRow(ErrorCode code, String key, Object... values) {
    return new RecordingException(
        code, "row", lineNumber, file, RecordingException.text(key, values));
  }

  private RecordingException unreadable(IOException e) {
    return new RecordingException(
        ErrorCode.FILE_UNREADABLE,
        e,
        RecordingException.text("file.unreadableAfter", file, lineNumber, said(e)));
  }

  private static String said(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /** Splits a line into its fields; a quoted field may hold commas and doubled quotes. */
  static List<String> split(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  private void closeQuietly() throws RecordingException {
    close();
  }

  @Override
  public void close() throws RecordingException {
    try {
      reader.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }
}
