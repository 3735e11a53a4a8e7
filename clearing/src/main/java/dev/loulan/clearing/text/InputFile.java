package dev.loulan.clearing.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Reads a file that somebody handed in: whole, decompressed where it ends in {@code .gz}, bounded.
 */
public final class InputFile {
  private static final int MOST_BYTES = 256 << 20;
  private static final int MOST_OF_A_DOCUMENT = 4 << 20;

  private InputFile() {}

  /**
   * The file's bytes.
   *
   * @throws InputException when it cannot be read or holds more than 256 MB
   */
  public static byte[] bytes(Path path) {
    return bytes(path, MOST_BYTES);
  }

  /**
   * The text of an agreement, a template or another document that people write.
   *
   * @throws InputException when it cannot be read, holds more than 4 MB or is not UTF-8
   */
  public static String document(Path path) {
    return utf8(path.toString(), bytes(path, MOST_OF_A_DOCUMENT));
  }

  /**
   * Bytes as the text that they are; none is replaced, for what is read may be signed.
   *
   * @throws InputException when they are not UTF-8
   */
  public static String utf8(String file, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw InputException.at(Place.of(file), "text.encoding");
    }
  }

  private static byte[] bytes(Path path, int most) {
    try (var in = Files.newInputStream(path);
        var plain = path.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      byte[] bytes = Files.size(path) > most ? new byte[0] : plain.readNBytes(most + 1);
      if (bytes.length > most || Files.size(path) > most) {
        throw InputException.at(Place.of(path.toString()), "table.tooBig", most >> 20);
      }
      return bytes;
    } catch (IOException e) {
      throw InputException.at(Place.of(path.toString()), "table.unreadable", e.getMessage());
    }
  }
}
