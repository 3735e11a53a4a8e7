package dev.loulan.testkit.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.bridge.client.BoardFeed;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.testkit.broker.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames from boards to a consumer over a real bridge and a real broker. */
@Timeout(40)
class LineTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

  @TempDir Path folder;

  private static BoardFeed feed(Line line, String board, int plates) {
    List<String> names = IntStream.rangeClosed(1, plates).mapToObj(p -> "s1p" + p).toList();
    return line.client.board(board, Frame.Clock.SIMULATED, 0xfeedL, Frame.DoorState.CLOSED, names);
  }

  private static void sendSamples(BoardFeed feed, int from, int count, int plates)
      throws Exception {
    for (int i = from; i < from + count; i++) {
      int[] offsets = {0, 16_667, 33_333};
      int[] readings = new int[3 * plates];
      java.util.Arrays.fill(readings, i);
      feed.samples(new SampleBlock(i * 50_000L, offsets, readings));
    }
  }

  private static void sendUnchecked(BoardFeed feed, int count) {
    try {
      sendSamples(feed, 0, count, 4);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Long> sequences(Line line, String board) {
    return line.consumer.frames().stream()
        .filter(f -> f.board().equals(board))
        .map(Frame::sequence)
        .toList();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"EMBEDDED", "MOSQUITTO"})
  void a_fast_source_waits_for_a_slow_consumer_and_loses_nothing(Broker.Choice choice)
      throws Exception {
    try (Line line = new Line(choice, folder, 500)) {
      BoardFeed one = feed(line, "1", 4);
      BoardFeed two = feed(line, "2", 4);
      Thread other = Thread.ofVirtual().start(() -> sendUnchecked(two, 500));
      for (int i = 0; i < 500; i++) {
        sendSamples(one, i, 1, 4);
        assertThat(one.lastSequence() - one.acknowledged()).isBetween(0L, 64L);
      }
      other.join();
      assertThat(one.awaitAcknowledged(LONG_ENOUGH)).isTrue();
      assertThat(two.awaitAcknowledged(LONG_ENOUGH)).isTrue();
      assertThat(sequences(line, "1")).isEqualTo(upTo(500));
      assertThat(sequences(line, "2")).isEqualTo(upTo(500));
      assertThat(line.consumer.gaps()).isZero();
      assertThat(line.bridge.metrics().frames()).isEqualTo(1_000);
      assertThat(line.bridge.metrics().waiting()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EMBEDDED", "MOSQUITTO"})
  void a_broker_killed_three_times_loses_nothing_and_makes_no_gap(Broker.Choice choice)
      throws Exception {
    try (Line line = new Line(choice, folder, 200)) {
      BoardFeed feed = feed(line, "1", 4);
      Thread source = Thread.ofVirtual().start(() -> sendUnchecked(feed, 600));
      for (long until = 100; until < 600; until += 200) {
        while (feed.acknowledged() < until) {
          Thread.sleep(1);
        }
        line.killBroker();
        Thread.sleep(100);
        line.restartBroker();
      }
      source.join();
      assertThat(feed.awaitAcknowledged(LONG_ENOUGH)).isTrue();
      assertThat(sequences(line, "1")).isEqualTo(upTo(600));
      assertThat(line.consumer.gaps()).isZero();
      assertThat(line.bridge.metrics().brokerLost()).isPositive();
      assertThat(line.bridge.metrics().alerts()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EMBEDDED", "MOSQUITTO"})
  void a_board_that_loses_its_connection_sends_again_what_was_not_acknowledged(Broker.Choice choice)
      throws Exception {
    try (Line line = new Line(choice, folder, 100)) {
      BoardFeed feed = feed(line, "1", 4);
      for (int round = 0; round < 5; round++) {
        sendSamples(feed, round * 100, 100, 4);
        line.client.breakConnection();
      }
      assertThat(feed.awaitAcknowledged(LONG_ENOUGH)).isTrue();
      assertThat(sequences(line, "1")).isEqualTo(upTo(500));
      assertThat(line.consumer.gaps()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EMBEDDED", "MOSQUITTO"})
  void a_frame_dropped_on_the_way_is_one_gap_even_when_the_connection_breaks_after_it(
      Broker.Choice choice) throws Exception {
    try (Line line = new Line(choice, folder, 0)) {
      BoardFeed feed = feed(line, "1", 4);
      feed.drop(42);
      sendSamples(feed, 0, 45, 4);
      line.client.breakConnection();
      sendSamples(feed, 45, 55, 4);
      assertThat(feed.awaitAcknowledged(LONG_ENOUGH)).isTrue();
      assertThat(line.consumer.gaps()).isEqualTo(1);
      assertThat(sequences(line, "1")).hasSize(99).doesNotContain(42L);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EMBEDDED", "MOSQUITTO"})
  void a_second_consumer_begins_where_the_first_one_stopped(Broker.Choice choice) throws Exception {
    try (Line line = new Line(choice, folder, 0)) {
      BoardFeed feed = feed(line, "1", 4);
      sendSamples(feed, 0, 100, 4);
      assertThat(feed.awaitAcknowledged(LONG_ENOUGH)).isTrue();
      line.consumer.close();
      sendSamples(feed, 100, 60, 4);
      assertThat(feed.awaitAcknowledged(Duration.ofMillis(200))).isFalse();
      try (Consumer second = new Consumer(line.brokerUri(), 0)) {
        assertThat(feed.awaitAcknowledged(LONG_ENOUGH)).isTrue();
        assertThat(second.gaps()).isZero();
        assertThat(second.frames()).hasSize(60);
      }
    }
  }
}
