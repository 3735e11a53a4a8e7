package dev.loulan.sync.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.sync.ledger.embedded.EmbeddedLedger;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BooksTest {
  @TempDir private Path folder;

  @Test
  void a_months_end_is_part_of_the_balances() {
    try (EmbeddedLedger embedded = EmbeddedLedger.open(folder.resolve("ledger.db"))) {
      Consortium consortium = new Consortium(embedded::invoke);
      TestDevice device = new TestDevice("shelf-1");
      consortium.found(device);
      String terms =
          Consortium.terms(1)
              .replace("\"version\":1", "\"version\":2")
              .replace(
                  "\"basis\"",
                  "\"fixedRent\":[{\"receiver\":\"host\",\"minor\":3000,\"per\":\"month\"}],\"basis\"");
      consortium.agree(terms);
      device.sell(null, "96385074", 1, 300, "acme");
      device.closeDay("2026-11-23", "2026-11-23");
      device.closeDay("2026-11-24", "2026-11-30");
      consortium.submitNext(device);
      consortium.settle();
      embedded.invoke(
          consortium.host.caller(), ContractCalls.settleMonth("2026-11", Consortium.USD));
      Books books = Books.of(embedded.publicState());
      assertThat(books.differences()).isEmpty();
      assertThat(books.balances().get("USD/host/lobby-co")).isEqualTo(3_053);
    }
  }
}
