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
        throw AgentSettings.usage("option.unknown", args[i], StartException.text("usage"));
      }
    }
    if (file.isEmpty()) {
      throw AgentSettings.usage("config.none", StartException.text("usage"));
    }
    return AgentSettings.of(load(Path.of(file)));
  }

  private static Map<String, String> load(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw AgentSettings.usage("config.missing", file);
    } catch (IOException | IllegalArgumentException e) {
      throw AgentSettings.usage("config.unreadable", file, StartException.retold(e));
    }
    Map<String, String> values = new TreeMap<>();
    properties.forEach((key, value) -> values.put((String) key, (String) value));
    return values;
  }
}
