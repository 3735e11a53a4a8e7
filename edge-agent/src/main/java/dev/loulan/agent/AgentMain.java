package dev.loulan.agent;

import dev.loulan.agent.boot.ShelfBoot;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/**
 * Starts the agent: {@code --config FILE}. Prints one line on standard output once the boot entry
 * is durable and boards can connect: {@code ready http://127.0.0.1:PORT bridge 127.0.0.1:PORT}.
 * Stops on SIGTERM or SIGINT with everything flushed and exit code 0.
 */
@QuarkusMain
public final class AgentMain {
  private AgentMain() {}

  public static void main(String... args) {
    if (List.of(args).contains("--help")) {
      System.out.println(StartException.text("usage") + "\n\n" + StartException.text("help"));
      return;
    }
    if (List.of(args).contains("--version")) {
      System.out.println(ShelfBoot.SOFTWARE);
      return;
    }
    try {
      CommandLine line = CommandLine.read(args);
      AgentSettings settings = line.settings();
      if (line.rotateKey()) {
        System.out.println(RotateKey.prepare(settings));
        return;
      }
      if (line.calibrate().isPresent()) {
        Calibrate.lead(settings, line.calibrate().get(), line.weightsMg());
        return;
      }
      int port = freePort(settings.port());
      // Netty keeps free buffers of each size for each thread, for loads that a shelf does not
      // have.
      System.setProperty("io.netty.allocator.smallCacheSize", "0");
      System.setProperty("io.netty.allocator.normalCacheSize", "0");
      System.setProperty("quarkus.http.host", "127.0.0.1");
      System.setProperty("quarkus.http.port", Integer.toString(port));
      AgentRun.prepare(settings, port);
      Thread main = Thread.currentThread();
      Quarkus.run(
          AgentRun.class,
          (code, failure) -> {
            if (failure != null) {
              System.err.println(StartException.text("stopped", rootMessage(failure)));
            }
            if (Thread.currentThread() == main) {
              Runtime.getRuntime().halt(failure == null ? code : 1);
            }
            // A signal told the native program to stop: main closes what is open, then comes here.
            Quarkus.asyncExit(0);
          });
    } catch (StartException e) {
      System.err.println(e.getMessage());
      System.exit(e.exitCode());
    }
  }

  private static int freePort(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new StartException(
          StartException.Kind.MACHINE, "port.taken", port, StartException.retold(e));
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    for (Throwable next = root; next != null; next = next.getCause()) {
      root = next;
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }
}
