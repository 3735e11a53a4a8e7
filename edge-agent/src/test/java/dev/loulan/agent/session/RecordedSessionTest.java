package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.merge.BoardFrame;
import dev.loulan.agent.merge.FrameMerge;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.bridge.recording.RecordedRow;
import dev.loulan.bridge.recording.Recording;
import dev.loulan.bridge.recording.RowReader;
import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SignedDocument;
import dev.loulan.needs.Needs;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A recorded store session, whose receipt is known, through merge and machine. */
final class RecordedSessionTest {
  private static final int ROWS_PER_FRAME = 3;

  @Test
  void the_recorded_session_gives_the_true_receipt_and_no_review() throws Exception {
    List<Body> bodies = play(open(), -1);
    assertThat(bodies.stream().filter(ReviewOpened.class::isInstance)).isEmpty();
    List<Sale> sales =
        bodies.stream().filter(Sale.class::isInstance).map(Sale.class::cast).toList();
    assertThat(sales).hasSize(1);
    assertThat(sales.getFirst().lines())
        .extracting(l -> l.gtin() + " x " + l.quantity())
        .containsExactly("071142008582 x 1");
  }

  @Test
  void one_lost_frame_is_counted_and_invents_no_sale() throws Exception {
    List<Body> bodies = play(open(), 200);
    List<Alert> gaps =
        bodies.stream()
            .filter(Alert.class::isInstance)
            .map(Alert.class::cast)
            .filter(a -> a.code().equals("gap"))
            .toList();
    assertThat(gaps).hasSize(1);
    assertThat(gaps.getFirst().count()).isEqualTo(1);
    bodies.stream()
        .filter(Sale.class::isInstance)
        .map(Sale.class::cast)
        .flatMap(s -> s.lines().stream())
        .forEach(line -> assertThat(line.gtin()).isEqualTo("071142008582"));
  }

  private static Recording open() throws Exception {
    return Recording.open(Needs.data("aifi-plates-benchmark-1"), "1");
  }

  /** Plays all gondolas; from each the frame with a sequence is lost, unless it is negative. */
  private static List<Body> play(Recording recording, int lostSequence) throws Exception {
    ShelfMachine machine =
        new ShelfMachine(
            Recovered.nothing(),
            new ShelfSettings(ZoneOffset.UTC, 0, "USD", true),
            List.of(),
            true);
    List<Body> bodies = new ArrayList<>();
    take(
        machine.step(new Input.DocumentsArrived(documents(recording.planogram().planogram()))),
        bodies);
    FrameMerge<Frame> merge = new FrameMerge<>(recording.boards().keySet());
    recording
        .boards()
        .forEach((board, plates) -> {
          merge.hello(board, 1, 1);
          Frame.Hello hello =
              new Frame.Hello(
                  board,
                  Frame.Clock.SIMULATED,
                  1,
                  1,
                  Frame.DoorState.NO_DOOR,
                  plates.stream().map(PlateId::plate).toList());
          take(machine.step(new Input.Hello(hello, true)), bodies);
        });
    Map<String, List<RecordedRow>> rows = new HashMap<>();
    Map<String, Integer> sequences = new HashMap<>();
    long end = 0;
    try (RowReader reader = recording.rows()) {
      for (RecordedRow row = reader.next(); row != null; row = reader.next()) {
        end = Math.max(end, row.atMicros());
        List<RecordedRow> waiting = rows.computeIfAbsent(row.board(), _ -> new ArrayList<>());
        waiting.add(row);
        if (waiting.size() == ROWS_PER_FRAME) {
          int sequence = sequences.merge(row.board(), 1, Integer::sum);
          if (sequence != lostSequence || !row.board().equals("1")) {
            offer(merge, frame(waiting, sequence));
          }
          waiting.clear();
          pass(merge, machine, bodies);
        }
      }
    }
    for (String board : recording.boards().keySet()) {
      int sequence = sequences.merge(board, 1, Integer::sum);
      offer(merge, new Frame.End(board, sequence, end));
      pass(merge, machine, bodies);
    }
    return bodies;
  }

  private static void pass(FrameMerge<Frame> merge, ShelfMachine machine, List<Body> bodies) {
    for (var next = merge.poll(); next.isPresent(); next = merge.poll()) {
      var m = next.get();
      take(
          machine.step(new Input.Next(1, m.frame().content(), m.atMicros(), m.missingBefore())),
          bodies);
    }
  }

  private static void take(List<Effect> effects, List<Body> bodies) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Append append) {
        bodies.addAll(append.bodies());
      }
    }
  }

  private static Frame frame(List<RecordedRow> rows, long sequence) {
    long first = rows.getFirst().atMicros();
    int plates = rows.getFirst().weightsMg().length;
    int[] offsets = new int[rows.size()];
    int[] readings = new int[rows.size() * plates];
    for (int i = 0; i < rows.size(); i++) {
      offsets[i] = (int) (rows.get(i).atMicros() - first);
      System.arraycopy(rows.get(i).weightsMg(), 0, readings, i * plates, plates);
    }
    return new Frame.Samples(
        rows.getFirst().board(), sequence, new SampleBlock(first, offsets, readings));
  }

  private static void offer(FrameMerge<Frame> merge, Frame frame) {
    long at =
        frame instanceof Frame.Samples s ? s.block().atMicros(0) : ((Frame.End) frame).atMicros();
    merge.offer(
        new BoardFrame<>(
            frame.board(), 1, frame.sequence(), at, at, frame instanceof Frame.End, frame));
  }

  private static List<ShelfDocument> documents(Planogram planogram) {
    TreeMap<Gtin, Product> products = new TreeMap<>();
    TreeMap<Gtin, Terms> terms = new TreeMap<>();
    TreeMap<Gtin, Long> prices = new TreeMap<>();
    for (Product p : planogram.products().values()) {
      products.put(p.gtin(), new Product(p.gtin(), p.name(), p.unitWeightMg(), p.spreadMg(), null));
      terms.put(p.gtin(), new Terms("acme", 0));
      if (p.priceMinor() != null) {
        prices.put(p.gtin(), p.priceMinor());
      }
    }
    return List.of(
        new ShelfDocument.Plan(signed("1"), 0, products, terms, planogram.places()),
        new ShelfDocument.Prices(signed("2"), 0, "USD", prices));
  }

  private static SignedDocument signed(String version) {
    return new SignedDocument(
        version,
        "1970-01-01T00:00:00Z",
        Bytes.of(new byte[32]),
        "0123456789abcdef",
        Bytes.of(new byte[64]));
  }
}
