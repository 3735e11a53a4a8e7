package dev.loulan.sync.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.domain.BusinessDay;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.entry.Evidence;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.entry.StepKind;
import dev.loulan.journal.entry.WeightStep;
import dev.loulan.sync.intake.IntakeFixture;
import dev.loulan.sync.intake.IntakeReader;
import dev.loulan.sync.store.SqliteFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class ProjectorTest {
  @TempDir Path folder;

  @Test
  void a_sale_opens_to_its_steps_and_door_and_the_model_can_be_made_again() {
    TestDevice device = new TestDevice("shelf-1");
    device.append(new Door("door", true));
    device.append(new SessionOpened("s-1", null, List.of()));
    device.append(new WeightStep("s-1", "b1", List.of("p1"), 10, 20, -250_000, 900, StepKind.TAKE));
    long stepSeq = device.size() - 1L;
    device.append(new Door("door", false));
    SaleLine line = new SaleLine("96385074", 1, 300, "acme", 0, "p1", "g1", 990_000, null);
    device.append(
        Sale.draft(
            "s-1",
            null,
            List.of(line),
            "USD",
            List.of(new Evidence(stepSeq, Bytes.of(new byte[32])))));
    device.review();
    device.closeDay("2026-11-23", "2026-11-23");
    device.sell(null, "96385074", 2, 300, "acme");
    try (IntakeFixture fixture = new IntakeFixture(folder.resolve("intake.db"), true)) {
      fixture.register(device);
      fixture.send(device, 0, 4);
      fixture.send(device, 4, device.size());
      List<SalesModel.SaleRow> first = project(fixture, "first.db");
      assertThat(first).hasSize(2);
      assertThat(first.getFirst().day()).contains("2026-11-23");
      assertThat(first.getLast().day()).isEmpty();
      assertThat(first.getFirst().document().text())
          .contains("\"deltaMg\":-250000", "\"open\":true", "\"open\":false")
          .contains("\"stepSeq\":" + stepSeq);
      assertThat(project(fixture, "second.db")).isEqualTo(first);
    }
  }

  /** The clock of its entries stands in February. */
  @Test
  void trade_begins_with_the_first_closed_day_though_the_clock_was_wrong_then() {
    TestDevice device = new TestDevice("shelf-1");
    device.sell(null, "96385074", 2, 300, "acme");
    int open = device.size();
    device.closeDay("2026-01-15", "2026-01-15");
    try (IntakeFixture fixture = new IntakeFixture(folder.resolve("intake.db"), true);
        SqliteFile file =
            SqliteFile.open(folder.resolve("model.db"), ReadModelSchema.migrations())) {
      fixture.register(device);
      Projector projector = new Projector(new IntakeReader(fixture.file), file);
      SalesModel model = new SalesModel(file);
      assertThat(model.first()).isEmpty();
      fixture.send(device, 0, open);
      projector.catchUp();
      assertThat(model.first()).contains(new BusinessDay("2026-02-01"));
      fixture.send(device, open, device.size());
      projector.catchUp();
      assertThat(model.first()).contains(new BusinessDay("2026-01-15"));
    }
  }

  private List<SalesModel.SaleRow> project(IntakeFixture fixture, String name) {
    Path path = folder.resolve(name);
    try (SqliteFile file = SqliteFile.open(path, ReadModelSchema.migrations())) {
      Projector projector = new Projector(new IntakeReader(fixture.file), file);
      assertThat(projector.catchUp()).isEqualTo(3);
      assertThat(projector.catchUp()).isZero();
      return new SalesModel(file).salesAfter(Optional.empty(), 0, 10);
    }
  }
}
