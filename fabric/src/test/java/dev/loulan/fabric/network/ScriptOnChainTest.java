package dev.loulan.fabric.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.fixture.MemoryLedger;
import dev.loulan.contract.fixture.Script;
import dev.loulan.fabric.ChainLedger;
import dev.loulan.fabric.SharedNetwork;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Comes first, while nothing is on the ledger: only then are all answers known. */
@Order(0)
class ScriptOnChainTest {

  @Test
  void every_function_answers_on_the_channel_with_the_bytes_of_the_ledger_in_memory() {
    MemoryLedger memory = new MemoryLedger();
    Script.run(memory);
    try (FabricGateway gateway = SharedNetwork.gateway("operator")) {
      ChainLedger chain = new ChainLedger(gateway);
      Script.run(chain);
      assertThat(Script.answers(chain)).isEqualTo(Script.answers(memory));
    }
  }
}
