package dev.loulan.sync.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.contract.Caller;
import dev.loulan.contract.Definition;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.journal.entry.Restock;
import dev.loulan.journal.entry.RestockLine;
import dev.loulan.sync.intake.IntakeFixture;
import dev.loulan.sync.intake.IntakeReader;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.ledger.embedded.EmbeddedGateway;
import dev.loulan.sync.ledger.embedded.EmbeddedLedger;
import dev.loulan.sync.ledger.embedded.FoundedLedger;
import dev.loulan.sync.publicstate.LedgerWrite;
import dev.loulan.sync.readmodel.SalesModel.SaleRow;
import dev.loulan.sync.store.SqliteFile;
import dev.loulan.sync.submission.SubmissionWorker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class RebuildTest {
  private static final Caller SERVER = new Caller("server", PartyRole.PLATFORM);

  @TempDir Path folder;

  @Test
  void the_model_from_the_ledger_alone_is_the_one_from_the_journals_without_evidence()
      throws IOException {
    TestDevice first = new TestDevice("shelf-1");
    TestDevice second = new TestDevice("shelf-2");
    Path model = folder.resolve("readmodel.db");
    try (IntakeFixture fixture = new IntakeFixture(folder.resolve("intake.db"), true);
        EmbeddedLedger ledger = FoundedLedger.of(folder.resolve("ledger.db"), first, second)) {
      sell(fixture, ledger, first, second);
      List<SaleRow> projected = project(fixture, folder.resolve("projected.db"));
      List<Restocks.Row> delivered = restocks(folder.resolve("projected.db"));
      assertThat(delivered).hasSize(1);
      assertThat(delivered.getFirst().document().text())
          .contains("\"quantity\":12", "\"supplierId\":\"acme\"", "\"restockId\":\"shelf-1:");
      Files.writeString(model, "damaged");
      Rebuild.Totals totals = Rebuild.of(model, ledger::follow);
      assertThat(totals).isEqualTo(new Rebuild.Totals(4, 1, 1, 1, 1_500));
      List<SaleRow> rebuilt = sales(model);
      assertThat(rebuilt)
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("number", "document")
          .containsExactlyInAnyOrderElementsOf(projected);
      assertThat(rebuilt.getFirst().day()).contains("2026-11-23");
      // Only what devices never send to the ledger is missing: scans, steps, doors.
      assertThat(rebuilt.getFirst().document().text()).contains("\"scans\":[]");
      assertThat(rebuilt)
          .extracting(row -> row.document().text().replaceFirst("\"scans\":\\[[^]]*]", ""))
          .containsExactlyInAnyOrderElementsOf(
              projected.stream()
                  .map(row -> row.document().text().replaceFirst("\"scans\":\\[[^]]*]", ""))
                  .toList());

      assertThat(restocks(model)).isEqualTo(delivered);

      // At its next start the server adds what only its intake has, and nothing comes twice.
      assertThat(project(fixture, model))
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("number")
          .containsExactlyInAnyOrderElementsOf(projected);
      assertThat(restocks(model)).isEqualTo(delivered);
    }
  }

  @Test
  void a_copy_of_the_ledger_without_private_parts_is_no_source() throws IOException {
    Path model = folder.resolve("readmodel.db");
    byte[] batch =
        "{\"deviceId\":\"shelf-1\",\"sales\":1,\"reviews\":0}".getBytes(StandardCharsets.UTF_8);
    var write = new LedgerWrite(Definition.SALES, "", "batch/shelf-1/00/0", batch);
    Files.writeString(model, "as it was");
    assertThatThrownBy(
            () -> Rebuild.<RuntimeException>of(model, listener -> listener.accept(List.of(write))))
        .isInstanceOf(LedgerUnavailableException.class)
        .hasMessageContaining("batch/shelf-1/00/0");
    assertThat(model).hasContent("as it was");
  }

  private static void sell(
      IntakeFixture fixture, EmbeddedLedger ledger, TestDevice first, TestDevice second) {
    for (TestDevice device : List.of(first, second)) {
      fixture.register(device);
      device.scan(1);
      device.sell(null, "96385074", 1, 300, "acme");
    }
    first.review();
    first.append(
        new Restock("s-9", "acme", List.of(new RestockLine("96385074", 12, 990_000)), List.of()));
    first.sell("r-2", "96385074", 2, 300, "acme");
    first.closeDay("2026-11-23", "2026-11-23");
    first.sell(null, "96385074", 1, 300, "acme");
    fixture.send(first, 0, first.size());
    fixture.send(second, 0, second.size());
    var worker = new SubmissionWorker(fixture.store, new EmbeddedGateway(ledger), SERVER);
    assertThat(worker.drain()).isEqualTo(2);
  }

  private static List<SaleRow> project(IntakeFixture fixture, Path path) {
    try (SqliteFile file = SqliteFile.open(path, ReadModelSchema.migrations())) {
      int _ = new Projector(new IntakeReader(fixture.file), file).catchUp();
    }
    return sales(path);
  }

  private static List<SaleRow> sales(Path path) {
    try (SqliteFile file = SqliteFile.open(path, ReadModelSchema.migrations())) {
      return new SalesModel(file).salesAfter(Optional.empty(), 0, 10);
    }
  }

  private static List<Restocks.Row> restocks(Path path) {
    try (SqliteFile file = SqliteFile.open(path, ReadModelSchema.migrations())) {
      return new Restocks(file).after(0, 10);
    }
  }
}
