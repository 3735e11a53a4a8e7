package dev.loulan.sync.backup;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** As much of the ustar format as a backup needs: plain files, names of up to 100 bytes. */
final class Tar {
  private static final int BLOCK = 512;
  private static final int NAME = 100;

  /** A file in an archive; mode 600. */
  record Member(String name, long size) {}

  private Tar() {}

  static void write(OutputStream out, String name, Path file) throws IOException {
    long size = Files.size(file);
    out.write(header(name, size));
    Files.copy(file, out);
    out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
  }

  static void end(OutputStream out) throws IOException {
    out.write(new byte[2 * BLOCK]);
  }

  /** The next member; its content follows in the stream. Empty at the end of the archive. */
  static Optional<Member> next(InputStream in) throws IOException {
    byte[] header = in.readNBytes(BLOCK);
    if (header.length < BLOCK || header[0] == 0) {
      return Optional.empty();
    }
    if (sum(header) != octal(header, 148, 8) || header[156] != '0') {
      throw new IOException("a file header is damaged or of a kind that no backup has");
    }
    return Optional.of(new Member(text(header, 0, NAME), octal(header, 124, 12)));
  }

  /** Copies a member's content, or skips it when there is no target. */
  static void content(InputStream in, Member member, @Nullable OutputStream target)
      throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long left = member.size();
    DataInputStream data = new DataInputStream(in);
    while (left > 0) {
      int part = (int) Math.min(left, buffer.length);
      data.readFully(buffer, 0, part);
      if (target != null) {
        target.write(buffer, 0, part);
      }
      left -= part;
    }
    data.readFully(new byte[(int) ((BLOCK - member.size() % BLOCK) % BLOCK)]);
  }

  private static byte[] header(String name, long size) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000600\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, "%011o\0".formatted(size));
    put(header, 136, "%011o\0".formatted(0));
    put(header, 156, "0");
    put(header, 257, "ustar\00000");
    put(header, 148, "%06o\0 ".formatted(sum(header)));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static long sum(byte[] header) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    return sum;
  }

  private static long octal(byte[] header, int at, int length) throws IOException {
    try {
      return Long.parseLong(text(header, at, length).strip(), 8);
    } catch (NumberFormatException e) {
      throw new IOException("a file header is damaged", e);
    }
  }

  private static String text(byte[] header, int at, int length) {
    int end = at;
    while (end < at + length && header[end] != 0) {
      end++;
    }
    return new String(header, at, end - at, StandardCharsets.US_ASCII);
  }
}
