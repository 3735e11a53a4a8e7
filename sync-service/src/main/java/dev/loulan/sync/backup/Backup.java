package dev.loulan.sync.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Makes an archive of a running server's data. */
public final class Backup {
  private final Path data;

  public Backup(Path data) {
    this.data = data;
  }

  /**
   * The archive; its file goes away when the stream is closed.
   *
   * @param keys whether the server's private keys are in it
   * @throws IOException when there is no room for the copies, or a file cannot be read
   */
  public InputStream open(boolean keys) throws IOException {
    Path folder = Files.createTempDirectory(data, "backup");
    Path archive = Files.createTempFile(data, "backup", ".tar");
    try {
      write(archive, folder, keys);
      return Files.newInputStream(archive, StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(archive);
      throw e;
    } finally {
      Files.deleteIfExists(folder);
    }
  }

  private void write(Path archive, Path folder, boolean keys) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
      for (String name : DataFiles.DATABASES) {
        if (!Files.exists(data.resolve(name))) {
          continue; // a server on a chain has no ledger of its own
        }
        Path copy = folder.resolve(name);
        try {
          copy(data.resolve(name), copy);
          Tar.write(out, name, copy);
        } finally {
          Files.deleteIfExists(copy);
        }
      }
      for (String name : DataFiles.KEYS) {
        if (keys && Files.exists(data.resolve(name))) {
          Tar.write(out, name, data.resolve(name));
        }
      }
      Tar.end(out);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + from + "?busy_timeout=10000");
        PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, to.toString());
      vacuum.execute();
    } catch (SQLException e) {
      throw new IOException("The database %s could not be copied".formatted(from), e);
    }
  }
}
