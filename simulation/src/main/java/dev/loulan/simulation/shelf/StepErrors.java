package dev.loulan.simulation.shelf;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.testkit.chance.Chance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How far measured steps lie from what really moved, and what uncertainty is told with them, as the
 * signal level measured it.
 *
 * @param steps how many steps were measured
 * @param missedPpm moves that nothing told of, in parts per million; one would be goods that nobody
 *     pays, so that none may be
 * @param unknownPpm moves that were told as unknown, which a person then looks at
 * @param extraPpm steps that no move explains, in parts per million of the moves
 * @param errorsMg quantiles of the error from the smallest to the largest
 * @param sigmasMg quantiles of the uncertainty
 * @param latenciesMillis quantiles of the time from the move to the step
 */
public record StepErrors(
    long steps,
    long missedPpm,
    long unknownPpm,
    long extraPpm,
    List<Long> errorsMg,
    List<Long> sigmasMg,
    List<Long> latenciesMillis) {

  public StepErrors {
    errorsMg = List.copyOf(errorsMg);
    sigmasMg = List.copyOf(sigmasMg);
    latenciesMillis = List.copyOf(latenciesMillis);
  }

  /** The distribution that comes with the program. */
  public static StepErrors shipped() {
    try (InputStream in =
        StepErrors.class.getResourceAsStream("/dev/loulan/simulation/steps.json")) {
      if (in == null) {
        throw new IllegalStateException("the step distribution is missing from the program");
      }
      return read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StepErrors read(byte[] json) {
    Fields fields = Fields.of(JsonReader.read(json), "step distribution");
    return new StepErrors(
        fields.integer("steps"),
        fields.integer("missedPpm"),
        fields.integer("unknownPpm"),
        fields.integer("extraPpm"),
        numbers(fields, "errorsMg"),
        numbers(fields, "sigmasMg"),
        numbers(fields, "latenciesMillis"));
  }

  private static List<Long> numbers(Fields fields, String name) {
    List<Long> numbers = new ArrayList<>();
    for (String text : fields.texts(name)) {
      numbers.add(Long.valueOf(text));
    }
    return numbers;
  }

  public Json.Obj json() {
    return new JsonObjectBuilder()
        .integer("steps", steps)
        .integer("missedPpm", missedPpm)
        .integer("unknownPpm", unknownPpm)
        .integer("extraPpm", extraPpm)
        .texts("errorsMg", errorsMg.stream().map(String::valueOf).toList())
        .texts("sigmasMg", sigmasMg.stream().map(String::valueOf).toList())
        .texts("latenciesMillis", latenciesMillis.stream().map(String::valueOf).toList())
        .build();
  }

  long errorMg(Chance chance) {
    return draw(errorsMg, chance);
  }

  long sigmaMg(Chance chance) {
    return draw(sigmasMg, chance);
  }

  long latencyMicros(Chance chance) {
    return draw(latenciesMillis, chance) * 1_000;
  }

  boolean isUnknown(Chance chance) {
    return chance.below(1_000_000) < unknownPpm;
  }

  /** Between two neighbouring quantiles, evenly. */
  private static long draw(List<Long> quantiles, Chance chance) {
    double place = chance.unit() * (quantiles.size() - 1);
    int below = (int) place;
    long low = quantiles.get(below);
    long high = quantiles.get(Math.min(below + 1, quantiles.size() - 1));
    return low + (long) ((high - low) * (place - below));
  }
}
