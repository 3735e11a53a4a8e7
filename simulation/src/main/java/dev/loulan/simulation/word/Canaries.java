package dev.loulan.simulation.word;

import dev.loulan.simulation.edge.Canary;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The planted bugs on the class path; none in what ships. */
final class Canaries {
  private Canaries() {}

  static Optional<Canary> named(String name) {
    return all().filter(canary -> canary.name().equals(name)).findFirst();
  }

  static List<String> names() {
    return all().map(Canary::name).sorted().toList();
  }

  private static Stream<Canary> all() {
    return ServiceLoader.load(Canary.Source.class).stream()
        .flatMap(provider -> provider.get().canaries().stream());
  }
}
