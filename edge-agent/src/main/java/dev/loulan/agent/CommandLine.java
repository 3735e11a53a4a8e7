package dev.loulan.agent;

import dev.loulan.domain.planogram.PlateId;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * {@code --config FILE}: the file is Java properties in UTF-8. {@code --rotate-key} makes the
 * journal's next key instead of running; {@code --calibrate BOARD/PLATE} leads through a
 * calibration of the agent that runs, with {@code --weight GRAMS} for each known weight.
 *
 * @param calibrate the plate to calibrate, if that is asked for
 * @param weightsMg known weights in the order in which they are put on
 */
record CommandLine(
    AgentSettings settings, boolean rotateKey, Optional<PlateId> calibrate, List<Long> weightsMg) {
  private static final String ROTATE_KEY = "--rotate-key";
  private static final BigDecimal MOST_GRAMS = new BigDecimal(500_000);

  static CommandLine read(String... args) {
    String file = "";
    boolean rotateKey = false;
    Optional<PlateId> plate = Optional.empty();
    List<Long> weights = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(ROTATE_KEY)) {
        rotateKey = true;
        continue;
      }
      int equals = args[i].indexOf('=');
      String option = equals < 0 ? args[i] : args[i].substring(0, equals);
      boolean isKnown = List.of("--config", "--calibrate", "--weight").contains(option);
      if (!isKnown || (equals < 0 && i + 1 == args.length)) {
        throw AgentSettings.usage("option.unknown", args[i], StartException.text("usage"));
      }
      String value = equals < 0 ? args[++i] : args[i].substring(equals + 1);
      switch (option) {
        case "--calibrate" -> plate = Optional.of(plate(value));
        case "--weight" -> weights.add(milligrams(value));
        default -> file = value;
      }
    }
    if (file.isEmpty()) {
      throw AgentSettings.usage("config.none", StartException.text("usage"));
    }
    if (plate.isEmpty() && !weights.isEmpty()) {
      throw AgentSettings.usage("calibrate.noPlate", StartException.text("usage"));
    }
    return new CommandLine(AgentSettings.of(load(Path.of(file))), rotateKey, plate, weights);
  }

  private static PlateId plate(String text) {
    try {
      return PlateId.parse(text);
    } catch (IllegalArgumentException e) {
      throw AgentSettings.usage("calibrate.plate", text);
    }
  }

  private static long milligrams(String grams) {
    try {
      BigDecimal weight = new BigDecimal(grams);
      if (weight.signum() > 0 && weight.compareTo(MOST_GRAMS) <= 0) {
        return weight.movePointRight(3).longValueExact();
      }
    } catch (ArithmeticException e) {
      // Finer than a milligram: said as any other wrong weight.
    } catch (NumberFormatException e) {
      // No number at all.
    }
    throw AgentSettings.usage("calibrate.weight", grams);
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
