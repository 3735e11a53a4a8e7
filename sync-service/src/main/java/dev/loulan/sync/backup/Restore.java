package dev.loulan.sync.backup;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts a backup into a data folder that holds no database yet. */
public final class Restore {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private Restore() {}

  /**
   * Restores and returns the names of the files.
   *
   * @throws IOException when the archive is damaged, is no backup, or the folder is in use; what
   *     was written until then is taken away again
   */
  public static List<String> into(Path data, Path archive) throws IOException {
    Files.createDirectories(data, OWNER_FOLDER);
    for (String name : DataFiles.DATABASES) {
      if (Files.exists(data.resolve(name))) {
        throw new IOException(
            "The data folder %s holds %s already; restore into an empty folder."
                .formatted(data, name));
      }
    }
    List<String> written = new ArrayList<>();
    boolean done = false;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
      for (Optional<Tar.Member> member = Tar.next(in); member.isPresent(); member = Tar.next(in)) {
        write(data, in, member.get(), written);
      }
      requireAll(archive, written);
      done = true;
      return List.copyOf(written);
    } catch (EOFException e) {
      throw new IOException("The archive ends in the middle of a file; copy it again.", e);
    } finally {
      if (!done) {
        for (String name : written) {
          Files.deleteIfExists(data.resolve(name));
        }
      }
    }
  }

  private static void write(Path data, InputStream in, Tar.Member member, List<String> written)
      throws IOException {
    if (!DataFiles.isKnown(member.name()) || written.contains(member.name())) {
      throw new IOException(
          "The archive holds '%s', which no backup of this server has.".formatted(member.name()));
    }
    Path file = data.resolve(member.name());
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder, OWNER_FOLDER);
    }
    Files.deleteIfExists(file);
    Files.createFile(file, OWNER_FILE);
    written.add(member.name());
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      Tar.content(in, member, out);
    }
  }

  private static void requireAll(Path archive, List<String> written) throws IOException {
    if (!written.containsAll(DataFiles.REQUIRED)) {
      throw new IOException(
          "The archive %s is not a whole backup: it has %s.".formatted(archive, written));
    }
  }
}
