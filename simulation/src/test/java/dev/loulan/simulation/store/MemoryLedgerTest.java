package dev.loulan.simulation.store;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.Reply;
import dev.loulan.contract.fixture.BatchRules;
import dev.loulan.contract.fixture.TestLedger;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rules that every ledger passes, on the one in memory. */
class MemoryLedgerTest extends BatchRules {
  @Override
  protected TestLedger open() {
    MemoryLedger ledger = new MemoryLedger(UnaryOperator.identity());
    return new TestLedger() {
      @Override
      public Reply invoke(Caller caller, ContractCall call) {
        return ledger.invoke(caller, call);
      }

      @Override
      public List<String> dump() {
        return ledger.state().entrySet().stream()
            .map(e -> e.getKey() + "=" + HexFormat.of().formatHex(e.getValue()))
            .toList();
      }

      @Override
      public List<String> events() {
        return ledger.events();
      }

      @Override
      public void close() {}
    };
  }
}
