package dev.loulan.server;

import dev.loulan.server.settings.ServerSettings;
import dev.loulan.server.settings.StartException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code --config FILE [--verbose]}: the file is Java properties in UTF-8. */
final class CommandLine {
  private CommandLine() {}

  static ServerSettings read(String... args) {
    String file = "";
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--config") && i + 1 < args.length) {
        file = args[++i];
      } else if (args[i].startsWith("--config=")) {
        file = args[i].substring("--config=".length());
      } else if (args[i].equals("--verbose")) {
        values.put(ServerSettings.PREFIX + "verbose", "true");
      } else {
        throw usage("option.unknown", args[i], StartException.text("usage"));
      }
    }
    if (file.isEmpty()) {
      throw usage("config.none", StartException.text("usage"));
    }
    load(Path.of(file), values);
    return ServerSettings.of(values);
  }

  private static void load(Path file, Map<String, String> values) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw usage("config.missing", file);
    } catch (IOException | IllegalArgumentException e) {
      throw usage("config.unreadable", file, StartException.retold("", e));
    }
    properties.forEach((key, value) -> values.putIfAbsent((String) key, (String) value));
  }

  private static StartException usage(String key, @Nullable Object... values) {
    return new StartException(StartException.Kind.USAGE, key, values);
  }
}
