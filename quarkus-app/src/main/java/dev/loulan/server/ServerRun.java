package dev.loulan.server;

import dev.loulan.server.settings.ServerSettings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.time.Duration;

/** What runs once Quarkus listens: the ready line, then waiting for the stop. */
public final class ServerRun implements QuarkusApplication {
  // Shorter than the 20 s after which systemd kills.
  private static final Duration LONGEST_STOP = Duration.ofSeconds(18);

  private final ServerSettings settings;

  @Inject
  ServerRun(ServerSettings settings) {
    this.settings = settings;
  }

  @Override
  public int run(String... args) {
    endByThisThread();
    System.out.println("ready " + settings.plainAddress() + " device " + settings.deviceAddress());
    System.out.flush();
    Quarkus.waitForExit();
    return 0;
  }

  /**
   * Holds up the end of a JVM that is told to stop until this thread has halted it with the exit
   * code of an orderly stop; else the two race and the code is sometimes 143.
   */
  private static void endByThisThread() {
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(() -> {
                  try {
                    var _ = main.join(LONGEST_STOP);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }
}
