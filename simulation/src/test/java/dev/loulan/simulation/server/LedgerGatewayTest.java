package dev.loulan.simulation.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.Reply;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.contract.fixture.TestParty;
import dev.loulan.contract.memory.ContractInMemory;
import dev.loulan.simulation.world.Faults;
import dev.loulan.simulation.world.World;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.Prepared;
import dev.loulan.sync.ledger.SubmitOutcome;
import dev.loulan.sync.ledger.embedded.EmbeddedGateway;
import dev.loulan.sync.ledger.embedded.EmbeddedLedger;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every way to a ledger must do: the embedded ledger's and the simulation's. */
class LedgerGatewayTest {
  private static final Caller SERVER = new Caller("server", PartyRole.PLATFORM);

  abstract static class Rules {
    private final TestDevice device = new TestDevice("shelf-1");

    abstract LedgerGateway gateway();

    @BeforeEach
    void found() {
      TestParty operator = TestParty.of("op", PartyRole.OPERATOR);
      LedgerGateway to = gateway();
      var _ = to.submit(operator.caller(), ContractCalls.configure(Consortium.simulatedClock()));
      var _ = to.submit(operator.caller(), ContractCalls.registerParty(operator.registration()));
      var _ =
          to.submit(
              operator.caller(),
              ContractCalls.registerDevice(device.registration("s1", "op", "USD")));
    }

    private long sales() {
      Reply reply = gateway().query(SERVER, ContractCalls.devicePosition("shelf-1"));
      return Consortium.fields(reply).integer("sales");
    }

    @Test
    void nothing_is_written_before_it_is_sent() {
      device.sell(null, "96385074", 1, 300, "acme");
      Prepared prepared = gateway().prepare(SERVER, device.nextBatch());
      assertThat(sales()).isZero();
      assertThat(gateway().send(prepared)).isInstanceOf(SubmitOutcome.Committed.class);
      assertThat(sales()).isEqualTo(1);
    }

    @Test
    void what_is_recovered_after_it_was_sent_is_done_and_not_done_twice() {
      device.sell(null, "96385074", 1, 300, "acme");
      Prepared prepared = gateway().prepare(SERVER, device.nextBatch());
      var _ = gateway().send(prepared);
      assertThat(gateway().recover(prepared))
          .isInstanceOfSatisfying(
              SubmitOutcome.Committed.class,
              done -> assertThat(done.reply().status()).isEqualTo(Reply.Status.DONE));
      assertThat(sales()).isEqualTo(1);
    }

    @Test
    void what_was_never_sent_is_sent_when_it_is_recovered() {
      device.sell(null, "96385074", 1, 300, "acme");
      Prepared prepared = gateway().prepare(SERVER, device.nextBatch());
      var _ = gateway().recover(prepared);
      assertThat(sales()).isEqualTo(1);
    }

    @Test
    void a_refused_batch_is_an_answer_and_an_unknown_device_an_error() {
      device.sell(null, "96385074", 1, 300, "acme");
      ContractCall gap = device.batch(1, device.size());
      assertThat(gateway().submit(SERVER, gap).code()).isEqualTo(ContractCode.POSITION);
      ContractCall unknown = ContractCalls.revokeDevice("nobody");
      assertThatThrownBy(() -> gateway().submit(SERVER, unknown))
          .isInstanceOfSatisfying(
              ContractException.class,
              e -> assertThat(e.code()).isEqualTo(ContractCode.UNKNOWN_DEVICE));
      assertThatThrownBy(() -> gateway().query(SERVER, ContractCalls.devicePosition("nobody")))
          .isInstanceOf(ContractException.class);
    }
  }

  @Nested
  @SuppressWarnings("NullAway.Init")
  class OfTheEmbeddedLedger extends Rules {
    @TempDir Path folder;
    private EmbeddedLedger ledger;

    @Override
    LedgerGateway gateway() {
      if (ledger == null) {
        ledger = EmbeddedLedger.open(folder.resolve("ledger.db"));
      }
      return new EmbeddedGateway(ledger);
    }

    @AfterEach
    void close() {
      ledger.close();
    }
  }

  @Nested
  class OfTheSimulation extends Rules {
    private final World world = new World(1, 0, new Faults(1, Set.of()), _ -> {});
    private final LedgerGateway gateway =
        new MortalGateway(
            world, new FaultyGateway(world, new ContractInMemory(UnaryOperator.identity())));

    @Override
    LedgerGateway gateway() {
      return gateway;
    }
  }
}
