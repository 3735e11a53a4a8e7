package dev.loulan.clearing.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Reads a file that somebody handed in: whole, decompressed where it ends in {@code .gz}, bounded.
 */
public final class InputFile {
  private static final int MOST_BYTES = 256 << 20;

  private InputFile() {}

  /**
   * The file's bytes.
   *
   * @throws InputException when it cannot be read or holds more than 256 MB
   */
  public static byte[] bytes(Path path) {
    try (var in = Files.newInputStream(path);
        var plain = path.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      byte[] bytes = Files.size(path) > MOST_BYTES ? new byte[0] : plain.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES || Files.size(path) > MOST_BYTES) {
        throw InputException.at(Place.of(path.toString()), "table.tooBig", MOST_BYTES >> 20);
      }
      return bytes;
    } catch (IOException e) {
      throw InputException.at(Place.of(path.toString()), "table.unreadable", e.getMessage());
    }
  }
}
