package dev.loulan.agent.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FrameMergeTest {

  @Test
  void whatever_the_arrival_frames_come_out_by_time_then_board_then_sequence() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<List<BoardFrame<String>>> boards = new ArrayList<>();
      for (String board : List.of("a", "b", "c")) {
        boards.add(stream(board, random));
      }
      List<String> expected =
          boards.stream()
              .flatMap(List::stream)
              .sorted(
                  Comparator.comparingLong((BoardFrame<String> f) -> f.atMicros())
                      .thenComparing(BoardFrame::board)
                      .thenComparingLong(BoardFrame::sequence))
              .map(BoardFrame::content)
              .toList();
      assertThat(mergedInSomeOrder(boards, random)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static List<BoardFrame<String>> stream(String board, Random random) {
    List<BoardFrame<String>> frames = new ArrayList<>();
    long at = random.nextInt(5);
    int count = 1 + random.nextInt(20);
    for (int sequence = 1; sequence <= count; sequence++) {
      at += random.nextInt(3);
      frames.add(frame(board, sequence, at, sequence == count));
    }
    return frames;
  }

  private static List<String> mergedInSomeOrder(
      List<List<BoardFrame<String>>> boards, Random random) {
    FrameMerge<String> merge = new FrameMerge<>(List.of("a", "b", "c"));
    Map<String, Integer> sent = new HashMap<>();
    List<String> out = new ArrayList<>();
    for (var board : boards) {
      merge.hello(board.getFirst().board(), 7, 1);
    }
    int left = boards.stream().mapToInt(List::size).sum();
    while (left > 0) {
      var board = boards.get(random.nextInt(3));
      String name = board.getFirst().board();
      int next = sent.getOrDefault(name, 0);
      if (next < board.size()) {
        assertThat(merge.offer(board.get(next))).isEqualTo(FrameMerge.Taken.QUEUED);
        sent.put(name, next + 1);
        left--;
      }
      for (var m = merge.poll(); m.isPresent(); m = merge.poll()) {
        out.add(m.get().frame().content());
      }
    }
    return out;
  }

  @Test
  void time_goes_on_when_a_board_s_clock_goes_back_and_the_shift_says_by_how_much() {
    FrameMerge<String> merge = FrameMerge.ofClocks(List.of("a"), Long.MIN_VALUE);
    merge.hello("a", 7, 1);
    merge.offer(frame("a", 1, 90_000_000, false));
    merge.offer(frame("a", 2, 10_000_000, false));
    merge.offer(frame("a", 3, 12_000_000, false));
    assertThat(List.of(merge.poll().orElseThrow(), merge.poll().orElseThrow()))
        .extracting(Merged::atMicros, Merged::shiftMicros)
        .containsExactly(tuple(90_000_000L, 0L), tuple(90_000_000L, 80_000_000L));
    assertThat(merge.poll().orElseThrow().atMicros()).isEqualTo(92_000_000);
    merge.hello("b", 8, 1);
    merge.offer(frame("a", 4, 14_000_000, false));
    merge.offer(new BoardFrame<>("b", 8, 1, 13_000_000, 15_000_000, false, "joins"));
    assertThat(merge.poll().orElseThrow().atMicros()).isEqualTo(93_000_000);
  }

  @Test
  void a_boot_goes_on_after_the_time_reached_before_unless_frames_only_come_again() {
    FrameMerge<String> again = FrameMerge.ofClocks(List.of("a"), 90_000_000);
    again.hello("a", 7, 1);
    again.offer(frame("a", 1, 31_000_000, false));
    assertThat(again.poll().orElseThrow().shiftMicros()).isZero();
    FrameMerge<String> setBack = FrameMerge.ofClocks(List.of("a"), 90_000_000);
    setBack.hello("a", 7, 1);
    setBack.offer(frame("a", 1, 1_000_000, false));
    assertThat(setBack.poll().orElseThrow().atMicros()).isEqualTo(90_000_000);
  }

  @Test
  void waits_for_a_board_that_was_announced_until_it_is_excluded() {
    FrameMerge<String> merge = new FrameMerge<>(List.of("a", "b"));
    merge.hello("a", 7, 1);
    merge.offer(frame("a", 1, 10, false));
    assertThat(merge.poll()).isEmpty();
    assertThat(merge.holdingBack()).containsExactly("b");
    merge.exclude("b");
    assertThat(merge.poll()).isPresent();
  }

  @Test
  void counts_what_is_missing_and_drops_what_comes_twice() {
    FrameMerge<String> merge = new FrameMerge<>(List.of());
    merge.hello("a", 7, 1);
    merge.offer(frame("a", 1, 10, false));
    merge.offer(frame("a", 4, 13, false));
    assertThat(merge.offer(frame("a", 4, 13, false))).isEqualTo(FrameMerge.Taken.DUPLICATE);
    assertThat(merge.poll().orElseThrow().missingBefore()).isZero();
    assertThat(merge.poll().orElseThrow().missingBefore()).isEqualTo(2);
    assertThat(merge.poll()).isEmpty();
  }

  @Test
  void a_board_that_comes_back_with_its_stream_goes_on_and_one_with_another_begins_anew() {
    FrameMerge<String> merge = new FrameMerge<>(List.of());
    assertThat(merge.hello("a", 7, 1)).isTrue();
    merge.offer(frame("a", 1, 10, false));
    assertThat(merge.hello("a", 7, 1)).isFalse();
    assertThat(merge.offer(frame("a", 1, 10, false))).isEqualTo(FrameMerge.Taken.DUPLICATE);
    assertThat(merge.hello("a", 8, 1)).isTrue();
    assertThat(merge.offer(new BoardFrame<>("a", 8, 1, 11, 11, false, "new")))
        .isEqualTo(FrameMerge.Taken.QUEUED);
    assertThat(merge.offer(frame("a", 2, 12, false))).isEqualTo(FrameMerge.Taken.BEFORE_HELLO);
    assertThat(Arrays.asList(merge.poll().orElseThrow(), merge.poll().orElseThrow()))
        .extracting(m -> m.frame().content())
        .containsExactly("a1", "new");
  }

  private static BoardFrame<String> frame(String board, long sequence, long at, boolean last) {
    return new BoardFrame<>(board, 7, sequence, at, at, last, board + sequence);
  }
}
