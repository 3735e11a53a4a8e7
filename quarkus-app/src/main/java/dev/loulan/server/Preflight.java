package dev.loulan.server;

import static dev.loulan.server.settings.StartException.Kind.MACHINE;

import dev.loulan.server.settings.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Finds out in plain words what would stop the server, before Quarkus says it in its own. */
final class Preflight {
  private Preflight() {}

  /**
   * Makes the data folder (mode 700) and takes its lock; the lock is held until the process ends.
   */
  static FileLock lockData(Path data) {
    try {
      if (!Files.isDirectory(data)) {
        Files.createDirectories(
            data,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      FileChannel channel =
          FileChannel.open(
              data.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      // The same process holds it: said below.
    } catch (IOException e) {
      throw new StartException(MACHINE, "data.unwritable", data, e.getClass().getSimpleName());
    }
    throw new StartException(MACHINE, "data.inUse", data);
  }

  /** A port that is free now; for 0 one that the machine chose. */
  static int freePort(String host, int port, String key) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return socket.getLocalPort();
    } catch (UnknownHostException e) {
      throw new StartException(StartException.Kind.USAGE, "setting.badHost", host);
    } catch (IOException e) {
      throw new StartException(
          MACHINE, "port.taken", port, host, StartException.retold("", e), key);
    }
  }
}
