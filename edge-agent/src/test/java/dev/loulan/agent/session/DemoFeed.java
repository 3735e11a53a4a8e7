package dev.loulan.agent.session;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.SignedDocument;
import dev.loulan.testkit.sim.DemoProduct;
import dev.loulan.testkit.sim.DemoShelf;
import dev.loulan.testkit.sim.DemoTerms;
import dev.loulan.testkit.sim.Pacer;
import dev.loulan.testkit.sim.ShelfDay;
import dev.loulan.testkit.sim.ShelfSimulator;
import dev.loulan.testkit.sim.Visit;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The frames of a simulated day, and what is true of it. */
record DemoFeed(ShelfDay day, Frame.Hello hello, List<Frame> frames) {

  static DemoFeed of(long seed, int sessions) {
    return of(
        ShelfDay.businessDay(
            DemoShelf.standard(), seed, LocalDate.of(2026, 3, 14), ZoneOffset.UTC, sessions),
        ShelfSimulator.Between.SPARSE);
  }

  /** The first visits of a busy day, and eight seconds more. */
  static DemoFeed busy(long seed, int visits) {
    ShelfDay day =
        ShelfDay.live(DemoShelf.standard(), seed, ZoneOffset.UTC, 1_773_446_400_000_000L);
    List<Visit> first = day.visits().subList(0, visits);
    ShelfDay cut =
        new ShelfDay(
            day.seed(),
            day.shelf(),
            day.day(),
            day.zone(),
            day.beginMicros(),
            first.getLast().closeMicros() + 8_000_000,
            day.startWeightsMg(),
            first);
    return of(cut, ShelfSimulator.Between.SPARSE);
  }

  private static DemoFeed of(ShelfDay day, ShelfSimulator.Between between) {
    List<Frame> frames = new ArrayList<>();
    try {
      new ShelfSimulator(day, DemoTerms.standard(), between)
          .run(
              make -> {
                frames.add(make.apply(frames.size() + 1));
                return frames.size();
              },
              Pacer.max());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Frame.Hello hello =
        new Frame.Hello(
            day.shelf().board(),
            Frame.Clock.SIMULATED,
            day.streamId(),
            1,
            Frame.DoorState.CLOSED,
            day.shelf().plates());
    return new DemoFeed(day, hello, frames);
  }

  /** Index of the first frame that says that the door opened. */
  int indexOfDoor() {
    return IntStream.range(0, frames.size())
        .filter(i -> frames.get(i) instanceof Frame.Door door && door.open())
        .findFirst()
        .orElseThrow();
  }

  /** Index of the first samples that begin at a time or later. */
  int firstIndexFrom(long atMicros) {
    return IntStream.range(0, frames.size())
        .filter(i -> frames.get(i) instanceof Frame.Samples s && s.block().atMicros(0) >= atMicros)
        .findFirst()
        .orElseThrow();
  }

  static ShelfSettings settings() {
    return new ShelfSettings(ZoneOffset.UTC, 0, "USD", false);
  }

  static List<ShelfDocument> documents() {
    TreeMap<Gtin, Product> products = new TreeMap<>();
    TreeMap<Gtin, Terms> terms = new TreeMap<>();
    TreeMap<Gtin, List<PlateId>> places = new TreeMap<>();
    TreeMap<Gtin, Long> prices = new TreeMap<>();
    for (DemoProduct each : DemoShelf.standard().products()) {
      products.put(
          each.gtin(),
          new Product(each.gtin(), each.name(), each.unitWeightMg(), each.spreadMg(), null));
      terms.put(each.gtin(), new Terms("acme", 0));
      places.put(each.gtin(), List.of(each.plate()));
      prices.put(each.gtin(), each.priceMinor());
    }
    return List.of(
        new ShelfDocument.Plan(signed("1"), 0, products, terms, places),
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
