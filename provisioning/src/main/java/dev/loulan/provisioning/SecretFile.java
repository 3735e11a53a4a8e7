package dev.loulan.provisioning;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes a file that only its owner may read (mode 600), in one step: after a power cut there is
 * the old file or the new one, never half of it.
 */
public final class SecretFile {
  private SecretFile() {}

  public static void write(Path file, String text) {
    Path whole = file.toAbsolutePath();
    Path folder = whole.getParent();
    if (folder == null) {
      throw new IllegalArgumentException("a secret file has a folder");
    }
    Path next = folder.resolve(whole.getFileName() + ".next");
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(next);
      writeSynced(next, text);
      Files.move(next, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder(folder);
    } catch (IOException e) {
      throw unwritten(file, e);
    }
  }

  /** What to throw when a file of the device could not be written. */
  public static ProvisioningException unwritten(Path file, IOException cause) {
    return new ProvisioningException(
        ErrorCode.STORE,
        "The file %s could not be written: %s. Check the folder's owner and free space."
            .formatted(file, cause.getMessage()),
        cause);
  }

  /** Makes a folder that only its owner opens, or takes the others' rights to one away. */
  public static void folder(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void writeSynced(Path file, String text) throws IOException {
    FileAttribute<?> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(file, options, ownerOnly)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
