package dev.loulan.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long SECOND = 1_000_000_000;

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private long now = 7;

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveBack() {
    System.setErr(before);
  }

  @Test
  void a_long_reading_says_every_two_seconds_how_far_it_is_and_a_short_one_says_nothing() {
    Progress progress = new Progress(new Output(), () -> now);
    for (int tenth = 1; tenth <= 50; tenth++) {
      now += SECOND / 10;
      progress.at(tenth * 10_000L);
    }
    assertThat(lines()).containsExactly(done(200_000), done(400_000));
  }

  @Test
  void entries_are_counted_one_by_one() {
    Progress progress = new Progress(new Output(), () -> now);
    for (int i = 0; i < 4_000; i++) {
      now += SECOND / 1_000;
      progress.one();
    }
    assertThat(lines()).containsExactly(done(2_048));
  }

  private static String done(long entries) {
    return Messages.text("journal.progress", entries);
  }

  private List<String> lines() {
    return said.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
