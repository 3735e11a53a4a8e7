package dev.loulan.acceptance.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native program for this machine. */
class NativeAgentIT extends PackagedAgentCases {
  @TempDir private Path data;

  @Override
  String agent() {
    return NativeProgram.forThisMachine();
  }

  @Test
  void relocations_that_only_its_start_reads_are_given_back_and_it_goes_on() throws Exception {
    String program = agent();
    try (AgentProcess agent = AgentProcess.start(program, data, "broker=tcp://127.0.0.1:1")) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (kib(agent, program, "Rss:") > kib(agent, program, "Size:") / 4) {
        assertThat(System.nanoTime()).as("they stay resident").isLessThan(end);
        Thread.sleep(50);
      }
      assertThat(agent.get("/q/health", "en")).contains("\"status\": \"UP\"");
      assertThat(agent.terminate()).as(agent::said).isZero();
    }
  }

  /** A figure of the first mapping of its file, which holds them. */
  private static long kib(AgentProcess agent, String program, String name) throws Exception {
    List<String> lines = agent.smaps();
    List<String> from =
        lines.subList(indexOf(lines, line -> line.endsWith(" " + program)), lines.size());
    String figure = from.get(indexOf(from, line -> line.startsWith(name)));
    return Long.parseLong(figure.replaceAll("\\D", ""));
  }

  private static int indexOf(List<String> lines, Predicate<String> that) {
    int index = 0;
    while (!that.test(lines.get(index))) {
      index++;
    }
    return index;
  }
}
