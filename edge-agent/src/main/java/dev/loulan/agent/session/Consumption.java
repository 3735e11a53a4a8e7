package dev.loulan.agent.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Frames that were taken in and still stay with their boards in case of a crash. */
final class Consumption {

  private record Held(long stream, long sequence, long atMicros) {}

  private final Map<String, ArrayDeque<Held>> boards = new TreeMap<>();

  void taken(String board, long stream, long sequence, long atMicros) {
    boards
        .computeIfAbsent(board, _ -> new ArrayDeque<>())
        .add(new Held(stream, sequence, atMicros));
  }

  /** Gives up to their boards' oblivion the frames before a time, and all beyond a number. */
  List<Effect> release(long beforeMicros, int mostHeld) {
    List<Effect> effects = new ArrayList<>();
    boards.forEach((board, held) -> {
      Held last = null;
      while (!held.isEmpty()
          && (held.getFirst().atMicros() < beforeMicros || held.size() > mostHeld)) {
        last = held.removeFirst();
      }
      if (last != null) {
        effects.add(new Effect.Consumed(board, last.stream(), last.sequence()));
      }
    });
    return effects;
  }
}
