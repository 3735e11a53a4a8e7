package dev.loulan.sync.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.Reply;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.contract.fixture.TestLedger;
import dev.loulan.contract.fixture.TestParty;
import dev.loulan.sync.ledger.embedded.EmbeddedLedger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BooksTest {
  @TempDir private Path folder;

  @Test
  void a_months_end_is_part_of_the_balances() {
    try (EmbeddedLedger embedded = EmbeddedLedger.open(folder.resolve("ledger.db"))) {
      Consortium consortium = new Consortium(new Calls(embedded));
      TestDevice device = new TestDevice("shelf-1");
      consortium.found(device);
      String terms =
          Consortium.terms(1)
              .replace("\"version\":1", "\"version\":2")
              .replace(
                  "\"basis\"",
                  "\"fixedRent\":[{\"receiver\":\"host\",\"minor\":3000,\"per\":\"month\"}],\"basis\"");
      String hash = consortium.propose(terms);
      for (TestParty party : List.of(consortium.operator, consortium.host, consortium.supplier)) {
        String signature = party.sign("loulan.dev/agreement/v1", hash);
        embedded.invoke(
            party.caller(), ContractCalls.signAgreement("a-1", 2, party.partyId(), signature));
      }
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

  /** The ledger without what these tests do not look at. */
  private record Calls(EmbeddedLedger ledger) implements TestLedger {
    @Override
    public Reply invoke(Caller caller, ContractCall call) {
      return ledger.invoke(caller, call);
    }

    @Override
    public List<String> dump() {
      return List.of();
    }

    @Override
    public List<String> events() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
