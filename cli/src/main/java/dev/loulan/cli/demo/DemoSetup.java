package dev.loulan.cli.demo;

import dev.loulan.cli.line.ShelfSetup;
import dev.loulan.cli.shelf.ShelfDocuments;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.json.Json;
import dev.loulan.testkit.sim.DemoShelf;
import dev.loulan.testkit.sim.DemoTerms;
import java.time.LocalDate;
import java.util.List;

/** The demo's shelf as a line sets it up. */
public final class DemoSetup {
  private static final String DEVICE = "demo-1";

  private DemoSetup() {}

  /** Agreement, planogram and prices hold from the day before the first. */
  public static ShelfSetup of(DemoShelf shelf, DemoTerms terms, LocalDate firstDay, long seed) {
    LocalDate from = firstDay.minusDays(1);
    Json document = terms.document(shelf, from);
    return new ShelfSetup(
        DEVICE,
        terms.shelf(),
        List.of(shelf.board()),
        "UTC",
        "00:00",
        shelf.currency(),
        false,
        TermsDocument.read(document.canonical()),
        shelf.planogramDocument(),
        ShelfDocuments.prices(shelf.planogram("1"), shelf.currency()),
        from + "T00:00:00Z",
        seed);
  }
}
