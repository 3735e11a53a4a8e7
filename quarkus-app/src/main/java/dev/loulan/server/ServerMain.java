package dev.loulan.server;

import dev.loulan.provisioning.ProvisioningException;
import dev.loulan.server.identity.TlsBootstrap;
import dev.loulan.server.settings.ServerSettings;
import dev.loulan.server.settings.StartException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.channels.FileLock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Starts the server: {@code --config FILE}. Prints one line on standard output when it serves:
 * {@code ready http://127.0.0.1:8080 device https://127.0.0.1:8443}. Stops on SIGTERM with exit
 * code 0.
 */
@QuarkusMain
public final class ServerMain {
  private ServerMain() {}

  public static void main(String... args) {
    try {
      ServerSettings settings = CommandLine.read(args);
      List<FileLock> locks = Preflight.lockData(settings);
      prepare(settings).forEach(System::setProperty);
      Quarkus.run(
          ServerRun.class,
          (code, failure) -> {
            if (failure != null) {
              System.err.println(StartException.text("stopped", reason(failure)));
            }
            Runtime.getRuntime().halt(failure == null ? code : 1);
          });
      // Reached only when Quarkus hands control back; until then no lock must be collected.
      for (FileLock lock : locks) {
        lock.channel().close();
      }
    } catch (StartException e) {
      fail(e.getMessage(), e.exitCode());
    } catch (ProvisioningException e) {
      fail(StartException.retold(e.code().name(), e), StartException.Kind.MACHINE.exitCode());
    } catch (java.io.IOException e) {
      fail(StartException.text("lock", StartException.retold("", e)), 1);
    }
  }

  /** Makes what the first start makes and returns the Quarkus settings. */
  static Map<String, String> prepare(ServerSettings settings) {
    Map<String, String> quarkus = new TreeMap<>();
    int port = Preflight.freePort(settings.host(), settings.port(), "port");
    int devicePort = Preflight.freePort(settings.host(), settings.devicePort(), "device-port");
    if (port == devicePort) {
      throw new StartException(StartException.Kind.USAGE, "ports.same", port);
    }
    quarkus.putAll(TlsBootstrap.prepare(settings.data(), settings.names(), InstantSource.system()));
    quarkus.put("quarkus.http.host", settings.host());
    quarkus.put("quarkus.http.port", Integer.toString(port));
    quarkus.put("quarkus.http.ssl-port", Integer.toString(devicePort));
    quarkus.put("quarkus.http.limits.max-body-size", settings.uploadMib() + "M");
    quarkus.put("quarkus.log.level", settings.verbose() ? "INFO" : "WARN");
    quarkus.putAll(settings.asProperties(port, devicePort));
    return quarkus;
  }

  /** The first message of our own, for it is a sentence; else the root's. */
  private static String reason(Throwable failure) {
    Throwable root = failure;
    for (Throwable next = root; next != null; next = next.getCause()) {
      root = next;
      if (next.getClass().getName().startsWith("dev.loulan.")) {
        break;
      }
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }

  private static void fail(@org.jspecify.annotations.Nullable String message, int exitCode) {
    System.err.println(message);
    System.exit(exitCode);
  }
}
