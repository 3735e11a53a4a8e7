package dev.loulan.cli.server;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Reads POSIX ustar archives: regular files and folders only. Anything else, and a name that leads
 * out of the target folder, ends the reading with an error.
 */
final class Tar {
  private static final int BLOCK = 512;

  private Tar() {}

  /** Unpacks all files with mode 600 and returns how many there were. */
  static int unpack(Path archive, Path folder) throws IOException {
    int files = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
      for (byte[] header = block(in); header[0] != 0; header = block(in)) {
        check(header);
        Path target = target(folder, name(header));
        long size = octal(header, 124, 12);
        switch (header[156]) {
          case '5' -> Files.createDirectories(target);
          case '0', 0 -> {
            write(in, target, size);
            files++;
          }
          default -> throw new IOException("the archive holds more than files and folders");
        }
      }
    }
    return files;
  }

  private static void check(byte[] header) throws IOException {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (sum != octal(header, 148, 8)) {
      throw new IOException("the archive is damaged or no tar file");
    }
  }

  private static Path target(Path folder, String name) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    Path target = root.resolve(name).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("the archive names a file outside of its folder: " + name);
    }
    return target;
  }

  private static void write(InputStream in, Path target, long size) throws IOException {
    Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.createFile(
        target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (var out = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
      for (long left = size; left > 0; left -= BLOCK) {
        out.write(block(in), 0, (int) Math.min(BLOCK, left));
      }
    }
  }

  private static byte[] block(InputStream in) throws IOException {
    byte[] block = in.readNBytes(BLOCK);
    if (block.length < BLOCK) {
      throw new EOFException("the archive ends too early");
    }
    return block;
  }

  private static String name(byte[] header) {
    String prefix = text(header, 345, 155);
    String name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  private static long octal(byte[] header, int from, int length) throws IOException {
    try {
      return Long.parseLong(text(header, from, length).strip(), 8);
    } catch (NumberFormatException e) {
      throw new IOException("the archive is damaged or no tar file", e);
    }
  }
}
