package dev.loulan.server;

import dev.loulan.server.settings.ServerSettings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;

/** What runs once Quarkus listens: the ready line, then waiting for the stop. */
public final class ServerRun implements QuarkusApplication {
  private final ServerSettings settings;

  @Inject
  ServerRun(ServerSettings settings) {
    this.settings = settings;
  }

  @Override
  public int run(String... args) {
    System.out.println("ready " + settings.plainAddress() + " device " + settings.deviceAddress());
    System.out.flush();
    Quarkus.waitForExit();
    return 0;
  }
}
