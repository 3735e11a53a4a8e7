package dev.loulan.simulation.word;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The word as a person starts it, in a process of its own. */
final class SimWordTest {
  private static final int STOPPED = 143;

  @TempDir private Path folder;

  @Test
  void a_run_without_end_says_what_it_came_to_when_it_is_stopped_and_goes_on_after_it()
      throws Exception {
    Path report = folder.resolve("runs.jsonl");
    Process first = start("en", endless(report, "--seed", "7"));
    String summary = stopAfterTwo(first, report);
    assertThat(first.waitFor()).isEqualTo(STOPPED);
    List<Long> seeds = seeds(report);
    assertThat(summary).startsWith(seeds.size() + " seeds, 0 not sound");
    assertThat(seeds).contains(7L).doesNotHaveDuplicates();

    Files.writeString(report, "{\"seed\": 9", StandardOpenOption.APPEND);
    long last = seeds.stream().mapToLong(Long::longValue).max().orElseThrow();
    Process second = start("en", endless(report));
    assertThat(second.errorReader().readLine())
        .isEqualTo("Begins with seed " + (last + 1) + "; Ctrl-C ends it.");
    second.toHandle().destroy();
    assertThat(second.waitFor()).isEqualTo(STOPPED);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "en, --faults fog, There is no kind of fault 'fog'. There are: power-cut,",
    "zh, --faults fog, 没有故障种类“fog”。可选：power-cut,",
    "en, --seeds 9..2, 'with A at most B, found ''9..2''.'",
    "zh, --seeds 9, 实际为“9”"
  })
  void what_cannot_be_run_is_said_in_a_sentence(String language, String options, String sentence)
      throws Exception {
    List<String> all = new ArrayList<>(List.of(options.split(" ", -1)));
    if (!options.contains("--seeds")) {
      all.addAll(List.of("--seed", "1"));
    }
    Process refused = start(language, all.toArray(String[]::new));
    String said = new String(refused.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).contains(sentence).doesNotContain("\tat ");
    assertThat(refused.waitFor()).isEqualTo(2);
  }

  private static String[] endless(Path report, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("--forever", "--report", report.toString(), "--shelves", "1", "--days", "1"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** Waits for two runs, however long they take, and returns what is said at the end. */
  private static String stopAfterTwo(Process endless, Path report) throws Exception {
    while (!Files.exists(report) || seeds(report).size() < 2) {
      Thread.sleep(50);
    }
    // By its handle: the process itself would close what it says.
    endless.toHandle().destroy();
    try (BufferedReader said = endless.inputReader()) {
      return said.readLine();
    }
  }

  /** The seeds of all whole lines. */
  private static List<Long> seeds(Path report) throws IOException {
    String text = Files.readString(report);
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .map(line -> Fields.of(JsonReader.read(line.getBytes(StandardCharsets.UTF_8)), "run"))
        .map(run -> run.integer("seed"))
        .toList();
  }

  private static Process start(String language, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Duser.language=" + language,
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SimMain.class.getName()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).start();
  }
}
