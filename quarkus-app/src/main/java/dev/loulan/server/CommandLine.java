package dev.loulan.server;

import dev.loulan.server.settings.ServerSettings;
import dev.loulan.server.settings.StartException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** {@code --config FILE [--verbose]}: the file is Java properties in UTF-8. */
final class CommandLine {
  private static final String USAGE = "Usage: server --config FILE [--verbose]";

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
        throw usage("'" + args[i] + "' is no option here. " + USAGE);
      }
    }
    if (file.isEmpty()) {
      throw usage("No configuration was named. " + USAGE);
    }
    load(Path.of(file), values);
    return ServerSettings.of(values);
  }

  private static void load(Path file, Map<String, String> values) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw usage("The configuration %s could not be read: %s.".formatted(file, reason(e)));
    }
    properties.forEach((key, value) -> values.putIfAbsent((String) key, (String) value));
  }

  private static String reason(Exception e) {
    return e instanceof java.nio.file.NoSuchFileException ? "there is no such file" : e.toString();
  }

  private static StartException usage(String message) {
    return new StartException(StartException.Kind.USAGE, message);
  }
}
