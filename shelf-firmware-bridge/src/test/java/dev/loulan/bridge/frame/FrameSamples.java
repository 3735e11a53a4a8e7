package dev.loulan.bridge.frame;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Frames of every type, made up from a seed. */
final class FrameSamples {

  private FrameSamples() {}

  static Frame any(RandomGenerator random) {
    String board = "board-" + random.nextInt(100);
    long sequence = random.nextLong(1, 0x1_0000_0000L);
    long at = random.nextLong(0, FrameRules.END_OF_TIME_MICROS);
    return switch (random.nextInt(9)) {
      case 0 ->
          new Frame.Hello(
              board,
              random.nextBoolean() ? Frame.Clock.WALL : Frame.Clock.SIMULATED,
              random.nextLong(),
              sequence,
              List.of(Frame.DoorState.values()).get(random.nextInt(4)),
              names(random.nextInt(20)));
      case 1 -> new Frame.Samples(board, sequence, block(random, at));
      case 2 -> new Frame.Door(board, sequence, at, random.nextBoolean());
      case 3 -> new Frame.Scan(board, sequence, at, "40063813339" + random.nextInt(100));
      case 4 -> new Frame.Tender(board, sequence, at, "demo-pay", "商户", "ref " + random.nextInt());
      case 5 -> new Frame.Alive(board, sequence, at);
      case 6 -> new Frame.End(board, sequence, at);
      case 7 -> new Frame.Ack(board, sequence);
      default ->
          new Frame.Refuse(board, List.of(RefuseCode.values()).get(random.nextInt(7)), "because");
    };
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "s1p" + i).toList();
  }

  private static SampleBlock block(RandomGenerator random, long at) {
    int samples = 1 + random.nextInt(6);
    int plates = 1 + random.nextInt(12);
    int[] offsets = random.ints(samples).toArray();
    int[] readings = random.ints((long) samples * plates).toArray();
    return new SampleBlock(at, offsets, readings);
  }
}
