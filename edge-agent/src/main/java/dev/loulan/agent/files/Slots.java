package dev.loulan.agent.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A text that is overwritten in place, in two slots by turns, so that a power cut within a write
 * leaves the text before. The disk writes the text's pages and nothing for folder and inode.
 *
 * <p>A slot, at 0 and at {@value #SIZE}, big-endian; one that breaks a rule is none:
 *
 * <pre>
 * 8  number, higher than the other slot's when it was written later
 * 4  length of the text
 * 4  CRC-32C of number, length and text
 * n  text, UTF-8
 * </pre>
 */
final class Slots {
  static final int SIZE = 1 << 17;
  private static final int HEAD = 16;

  private Slots() {}

  /** Never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Slot(long number, byte[] text) {
    int checksum() {
      CRC32C crc = new CRC32C();
      crc.update(ByteBuffer.allocate(12).putLong(number).putInt(text.length).flip());
      crc.update(text);
      return (int) crc.getValue();
    }
  }

  /** Writes to a file that is there; durable when it returns. */
  static void write(Path file, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > SIZE - HEAD) {
      throw new IOException(bytes.length + " bytes are more than a slot holds");
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long first = number(slot(channel, 0));
      long second = number(slot(channel, SIZE));
      Slot next = new Slot(Math.max(first, second) + 1, bytes);
      ByteBuffer content = ByteBuffer.allocate(HEAD + bytes.length);
      content.putLong(next.number).putInt(bytes.length).putInt(next.checksum()).put(bytes).flip();
      long at = first > second ? SIZE : 0;
      while (content.hasRemaining()) {
        at += channel.write(content, at);
      }
      channel.force(false);
    }
  }

  /** What was written last; empty when nothing was. */
  static Optional<byte[]> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Slot first = slot(channel, 0);
      Slot second = slot(channel, SIZE);
      return Optional.ofNullable(number(first) > number(second) ? first : second).map(Slot::text);
    }
  }

  private static long number(@Nullable Slot slot) {
    return slot == null ? 0 : slot.number;
  }

  private static @Nullable Slot slot(FileChannel channel, long at) throws IOException {
    ByteBuffer head = bytes(channel, at, HEAD);
    if (head.remaining() < HEAD) {
      return null;
    }
    long number = head.getLong();
    int length = head.getInt();
    if (number <= 0 || length < 0 || length > SIZE - HEAD) {
      return null;
    }
    ByteBuffer text = bytes(channel, at + HEAD, length);
    Slot slot = new Slot(number, new byte[text.remaining()]);
    text.get(slot.text);
    return slot.text.length == length && slot.checksum() == head.getInt() ? slot : null;
  }

  /** So many bytes, or those there are. */
  private static ByteBuffer bytes(FileChannel channel, long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) > 0) {
      // A read may be short.
    }
    return bytes.flip();
  }
}
