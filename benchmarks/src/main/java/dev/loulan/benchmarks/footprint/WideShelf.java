package dev.loulan.benchmarks.footprint;

import dev.loulan.bridge.client.BoardClient;
import dev.loulan.bridge.client.BoardFeed;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.provisioning.party.PartyKey;
import dev.loulan.provisioning.party.PartyMessages;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Boards of sixteen plates at 80 samples a second, twenty at most and all on one controller, in
 * frames of 100 ms. Each plate holds packages of a product of its own; the first board has the
 * door. Again and again a shopper opens it, takes one package and closes it.
 */
final class WideShelf {
  static final int BOARDS = 20;
  static final int PLATES = 16;
  static final int RATE = 80;
  private static final long FRAME_MICROS = 100_000;
  private static final int SAMPLES = RATE / 10;
  private static final int FULL = 40;

  private final int boards;
  private final Visits visits;
  private final long seed;
  private final int[][] stock = new int[BOARDS][PLATES];
  private long noise;

  /**
   * How shoppers come, in frames of 100 ms.
   *
   * @param every from one visit to the next
   * @param open the door opens at this frame of each
   * @param take a package leaves its plate
   * @param close the door closes
   */
  record Visits(int every, int open, int take, int close) {
    /** Every eight seconds, with the door open for two and a half. */
    static final Visits QUICK = new Visits(80, 40, 50, 65);

    /** Every twenty-four seconds, with the door open for fifteen. */
    static final Visits SLOW = new Visits(240, 40, 120, 190);

    Duration period() {
      return Duration.ofMillis(every * 100L);
    }

    double openSeconds() {
      return (close - open) / 10.0;
    }
  }

  WideShelf(int boards, Visits visits, long seed) {
    this.boards = boards;
    this.visits = visits;
    this.seed = seed;
    this.noise = seed;
  }

  static String board(int number) {
    return "b" + (number + 1);
  }

  private static List<String> plates() {
    return IntStream.rangeClosed(1, PLATES).mapToObj(p -> "s1p" + p).toList();
  }

  private static int weightMg(int board, int plate) {
    return 80_000 + 1_700 * ((board * 7 + plate * 13) % 320);
  }

  private static String gtin(int board, int plate) {
    String body = "20000001%04d".formatted(board * PLATES + plate);
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      sum += (body.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
    }
    return body + (10 - sum % 10) % 10;
  }

  /**
   * Writes planogram and prices of twenty boards as an agent keeps them; gives back the operator's
   * key.
   */
  static String keepDocuments(Path data, String device) throws IOException {
    Path documents = Files.createDirectories(data.resolve("documents"));
    PartyKey operator = PartyKey.fromSeed(new byte[32]);
    Json plan =
        new JsonObjectBuilder()
            .array("products", each(WideShelf::product))
            .array("places", each(WideShelf::place))
            .build();
    Json prices =
        new JsonObjectBuilder()
            .text("currency", "USD")
            .array("prices", each(WideShelf::price))
            .build();
    Files.writeString(
        documents.resolve("1.json"), signed("planogram", device, plan, 1, operator).text());
    Files.writeString(
        documents.resolve("2.json"), signed("prices", device, prices, 2, operator).text());
    return operator.publicKey().base64();
  }

  private static List<Json> each(Function<int[], Json> of) {
    List<Json> all = new ArrayList<>();
    for (int board = 0; board < BOARDS; board++) {
      for (int plate = 0; plate < PLATES; plate++) {
        all.add(of.apply(new int[] {board, plate}));
      }
    }
    return all;
  }

  private static Json product(int[] at) {
    return new JsonObjectBuilder()
        .text("gtin", gtin(at[0], at[1]))
        .text("name", "Package " + at[0] + "/" + at[1])
        .integer("unitWeightMg", weightMg(at[0], at[1]))
        .integer("spreadMg", 800)
        .text("supplierId", "acme")
        .integer("taxBp", 0)
        .build();
  }

  private static Json place(int[] at) {
    return new JsonObjectBuilder()
        .text("gtin", gtin(at[0], at[1]))
        .texts("plates", List.of(board(at[0]) + "/s1p" + (at[1] + 1)))
        .build();
  }

  private static Json price(int[] at) {
    return new JsonObjectBuilder()
        .text("gtin", gtin(at[0], at[1]))
        .integer("priceMinor", 199)
        .build();
  }

  private static Json signed(
      String kind, String device, Json content, long version, PartyKey operator) {
    String from = "2026-01-01T00:00:00Z";
    byte[] message = PartyMessages.document(kind, device, version, from, content.text());
    return new JsonObjectBuilder()
        .text("kind", kind)
        .text("device", device)
        .integer("version", version)
        .text("from", from)
        .text("content", content.text())
        .text("keyId", operator.publicKey().keyId())
        .text("signature", Base64.getEncoder().encodeToString(operator.sign(message)))
        .build();
  }

  /**
   * Feeds an agent.
   *
   * @param clock simulated to send as fast as it is taken, wall to send in real time
   * @return visits made
   */
  int feed(InetSocketAddress bridge, Frame.Clock clock, Duration length)
      throws IOException, InterruptedException {
    boolean live = clock == Frame.Clock.WALL;
    long begin = live ? System.currentTimeMillis() * 1_000 : 1_790_000_000_000_000L;
    long beginNanos = System.nanoTime();
    for (int[] plates : stock) {
      java.util.Arrays.fill(plates, FULL);
    }
    int made = 0;
    try (BoardClient client = BoardClient.connect(bridge)) {
      List<BoardFeed> feeds = new ArrayList<>();
      for (int b = 0; b < boards; b++) {
        Frame.DoorState door = b == 0 ? Frame.DoorState.CLOSED : Frame.DoorState.NO_DOOR;
        feeds.add(client.board(board(b), clock, seed + b, door, plates()));
      }
      long frames = length.toMillis() / 100;
      for (long frame = 0; frame < frames; frame++) {
        long at = begin + frame * FRAME_MICROS;
        if (live) {
          long early = (at - begin) / 1_000 - (System.nanoTime() - beginNanos) / 1_000_000;
          if (early > 0) {
            Thread.sleep(early);
          }
        }
        made += visit(feeds.getFirst(), frame, at);
        for (int b = 0; b < boards; b++) {
          feeds.get(b).samples(samples(b, at));
        }
      }
      if (!live) {
        // All of them before any is waited for: a board that has not said that it is over holds
        // back the last frames of the others.
        for (BoardFeed feed : feeds) {
          feed.end(begin + frames * FRAME_MICROS);
        }
      }
      for (BoardFeed feed : feeds) {
        if (!feed.awaitAcknowledged(Duration.ofMinutes(2))) {
          throw new IOException("Frames of " + feed.board() + " were not taken");
        }
      }
    }
    return made;
  }

  private int visit(BoardFeed door, long frame, long at) throws IOException, InterruptedException {
    int now = (int) (frame % visits.every);
    if (now == visits.open) {
      door.door(at, true);
    } else if (now == visits.take) {
      int plate = (int) ((frame / visits.every * 7 + 3) % ((long) boards * PLATES));
      stock[plate / PLATES][plate % PLATES]--;
    } else if (now == visits.close) {
      door.door(at, false);
      return 1;
    }
    return 0;
  }

  private SampleBlock samples(int board, long at) {
    int[] offsets = new int[SAMPLES];
    int[] readings = new int[SAMPLES * PLATES];
    for (int sample = 0; sample < SAMPLES; sample++) {
      offsets[sample] = sample * (1_000_000 / RATE);
      for (int plate = 0; plate < PLATES; plate++) {
        // The sum of two uniform draws: noise of about ±1.5 g.
        noise = noise * 6364136223846793005L + 1442695040888963407L;
        int drawn = (int) ((noise >>> 40) % 1_500) + (int) ((noise >>> 20 & 0xfffff) % 1_500);
        readings[sample * PLATES + plate] =
            stock[board][plate] * weightMg(board, plate) + drawn - 1_500;
      }
    }
    return new SampleBlock(at, offsets, readings);
  }
}
