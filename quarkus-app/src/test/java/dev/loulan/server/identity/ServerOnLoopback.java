package dev.loulan.server.identity;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gives a server under test a data folder, TLS files and free ports, as the launcher does. */
public final class ServerOnLoopback implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    try {
      Path data = Files.createTempDirectory("loulan-server-test");
      Map<String, String> settings = new TreeMap<>();
      settings.putAll(TlsBootstrap.prepare(data, List.of(), InstantSource.system()));
      settings.put("loulan.server.data", data.toString());
      settings.put("loulan.server.allow-simulated-clock", "true");
      // A day that is settled by itself between two calls would be another day than the test made.
      settings.put("loulan.server.clearing", "false");
      settings.put("loulan.server.hook-hosts", "127.0.0.1");
      settings.put("quarkus.http.test-port", "0");
      settings.put("quarkus.http.test-ssl-port", "0");
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // The folder is left to the system's temporary space, so that a failure can be looked into.
  }
}
