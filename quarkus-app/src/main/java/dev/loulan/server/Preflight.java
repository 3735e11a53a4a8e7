package dev.loulan.server;

import static dev.loulan.server.settings.StartException.Kind.MACHINE;

import dev.loulan.server.settings.ServerSettings;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out in plain words what would stop the server, before Quarkus says it in its own. */
final class Preflight {
  private Preflight() {}

  /**
   * Makes the data folder (mode 700) and takes its locks; they are held until the process ends. A
   * server with the embedded ledger has the folder to itself; several that submit to a chain share
   * it, each under a name of its own.
   */
  static List<FileLock> lockData(ServerSettings settings) {
    Path data = settings.data();
    return settings.fabric().isEmpty()
        ? List.of(lock(data, "server.lock", false))
        : List.of(
            lock(data, "server.lock", true),
            lock(data, "server-" + settings.replica() + ".lock", false));
  }

  private static FileLock lock(Path data, String name, boolean shared) {
    try {
      if (!Files.isDirectory(data)) {
        Files.createDirectories(
            data,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      FileChannel channel =
          FileChannel.open(
              data.resolve(name),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      @Nullable FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
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
