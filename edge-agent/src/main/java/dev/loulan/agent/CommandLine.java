package dev.loulan.agent;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * {@code --config FILE}: the file is Java properties in UTF-8. {@code --rotate-key} makes the
 * journal's next key instead of running.
 */
final class CommandLine {
  private static final String USAGE = "Usage: agent --config FILE [--rotate-key]";

  static final String ROTATE_KEY = "--rotate-key";

  private CommandLine() {}

  static AgentSettings read(String... args) {
    String file = "";
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--config") && i + 1 < args.length) {
        file = args[++i];
      } else if (args[i].startsWith("--config=")) {
        file = args[i].substring("--config=".length());
      } else if (!args[i].equals(ROTATE_KEY)) {
        throw AgentSettings.usage("'" + args[i] + "' is no option here. " + USAGE);
      }
    }
    if (file.isEmpty()) {
      throw AgentSettings.usage("No configuration was named. " + USAGE);
    }
    return AgentSettings.of(load(Path.of(file)));
  }

  private static Map<String, String> load(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw AgentSettings.usage("There is no configuration file " + file + ".");
    } catch (IOException | IllegalArgumentException e) {
      throw AgentSettings.usage(
          "The configuration " + file + " could not be read: " + e.getMessage() + ".");
    }
    Map<String, String> values = new TreeMap<>();
    properties.forEach((key, value) -> values.put((String) key, (String) value));
    return values;
  }
}
