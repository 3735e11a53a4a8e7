package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loulan.needs.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** A network of the words {@code fabric ...} in a folder, and words that use it. */
final class ChainNetwork {
  private static final long PATIENCE_SECONDS = 280;

  private static final int SPARE = 330;

  private final Path folder;
  private final int port = FreePorts.first(0, 40, 100, 224, SPARE, SPARE + 1);

  ChainNetwork(Path folder) {
    this.folder = folder;
  }

  Outcome up(int peersEach) {
    return word("up", "--port", port, "--peers", peersEach);
  }

  /** One of two ports beside those of the network, which no client of anything gets. */
  int sparePort(int number) {
    return port + SPARE + number;
  }

  /** A word about this network. */
  Outcome word(Object... words) {
    List<Object> all = new ArrayList<>(List.of("fabric"));
    all.addAll(Arrays.asList(words));
    all.addAll(List.of("--folder", folder));
    return run(all.toArray());
  }

  /** Any word, with the patience that a network needs. */
  Outcome run(Object... words) {
    try (Loulan.Running running = Loulan.word(words).start()) {
      return running.await(PATIENCE_SECONDS);
    }
  }

  /** The file by which a member's programs reach the channel. */
  Path gateway(String member) {
    return folder.resolve("gateway/" + member + ".properties");
  }

  /** Ends the process of a folder of the network as a power cut would. */
  void kill(String process) {
    try {
      String id = Files.readString(folder.resolve(process).resolve("pid")).split(" ", -1)[0];
      ProcessHandle victim = ProcessHandle.of(Long.parseLong(id)).orElseThrow();
      victim.destroyForcibly();
      victim.onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Until all member organisations endorse a call, whatever else is down. */
  void awaitReady() {
    JsonNode status = awaitStatus(ChainNetwork::isReady);
    assertThat(isReady(status)).as(status.toString()).isTrue();
  }

  /**
   * Asks until the network is as wanted, or for two minutes: a busy node does not always answer.
   *
   * @return what it was in the end
   */
  JsonNode awaitStatus(Predicate<JsonNode> wanted) {
    long deadline = System.nanoTime() + 120_000_000_000L;
    JsonNode status = word("status", "--json").json();
    while (!wanted.test(status) && System.nanoTime() < deadline) {
      status = word("status", "--json").json();
    }
    return status;
  }

  static boolean isReady(JsonNode status) {
    return status.required("ready").booleanValue();
  }
}
