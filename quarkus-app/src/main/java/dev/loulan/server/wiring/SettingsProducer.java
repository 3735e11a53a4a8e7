package dev.loulan.server.wiring;

import dev.loulan.server.settings.ServerSettings;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;

/** The settings as the launcher or a test left them in the configuration. */
@Dependent
final class SettingsProducer {
  @Produces
  @Singleton
  ServerSettings settings(Config config) {
    Map<String, String> values = new TreeMap<>();
    for (String key : config.getPropertyNames()) {
      if (key.startsWith(ServerSettings.PREFIX)) {
        config.getOptionalValue(key, String.class).ifPresent(value -> values.put(key, value));
      }
    }
    return ServerSettings.of(values);
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }
}
