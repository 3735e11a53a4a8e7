package dev.loulan.sync.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.Reply;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.sync.intake.IntakeCode;
import dev.loulan.sync.intake.IntakeException;
import dev.loulan.sync.intake.IntakeFixture;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.ledger.Prepared;
import dev.loulan.sync.ledger.SubmitOutcome;
import dev.loulan.sync.ledger.embedded.EmbeddedGateway;
import dev.loulan.sync.ledger.embedded.EmbeddedLedger;
import dev.loulan.sync.ledger.embedded.FoundedLedger;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class LedgerKeysTest {
  private static final Caller SERVER = new Caller("server", PartyRole.PLATFORM);

  @TempDir Path folder;
  private EmbeddedLedger ledger;
  private EmbeddedGateway gateway;

  @BeforeEach
  void found() {
    ledger = FoundedLedger.of(folder.resolve("ledger.db"));
    gateway = new EmbeddedGateway(ledger);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private TestDevice registered(String name) {
    TestDevice device = new TestDevice(name);
    FoundedLedger.register(ledger, device);
    return device;
  }

  private IntakeFixture restored(LedgerGateway from) {
    return new IntakeFixture(folder.resolve("backup.db"), true, new LedgerKeys(from, SERVER));
  }

  @Test
  void a_server_that_was_set_back_to_before_a_registration_takes_the_device_all_the_same() {
    TestDevice device = registered("shelf-1");
    device.sell("r-1", "96385074", 1, 300, "acme");
    try (IntakeFixture server = restored(gateway)) {
      assertThat(server.send(device, 0, device.size()).size()).isEqualTo(device.size());
      assertThat(server.intake.key("shelf-1")).isPresent();
    }
  }

  @Test
  void a_device_that_changed_its_key_is_followed_from_its_first_one() {
    TestDevice device = registered("shelf-1");
    device.sell("r-1", "96385074", 1, 300, "acme");
    device.changeKey();
    device.sell("r-2", "96385074", 1, 300, "acme");
    try (IntakeFixture before = new IntakeFixture(folder.resolve("intake.db"), true);
        IntakeFixture server = restored(gateway)) {
      before.register(registeredKeyOf("shelf-1"));
      before.send(device, 0, device.size());
      assertThat(new SubmissionWorker(before.store, gateway, SERVER).drain()).isEqualTo(1);
      server.send(device, 0, device.size());
      assertThat(server.intake.key("shelf-1").orElseThrow().publicKey())
          .isEqualTo(device.key(2).publicKey());
    }
  }

  /** The key follows from the name; the device itself signs with a later one by now. */
  private static TestDevice registeredKeyOf(String name) {
    return new TestDevice(name);
  }

  @Test
  void who_is_not_registered_or_revoked_or_cannot_be_looked_up_stays_unknown() {
    TestDevice revoked = registered("shelf-2");
    ledger.invoke(FoundedLedger.OPERATOR.caller(), ContractCalls.revokeDevice("shelf-2"));
    try (IntakeFixture server = restored(gateway)) {
      refused(server, new TestDevice("shelf-1"));
      refused(server, revoked);
    }
    TestDevice known = registered("shelf-3");
    try (IntakeFixture server = restored(new Away())) {
      refused(server, known);
    }
  }

  private static void refused(IntakeFixture server, TestDevice device) {
    assertThatThrownBy(() -> server.send(device, 0, device.size()))
        .isInstanceOfSatisfying(
            IntakeException.class, e -> assertThat(e.code()).isEqualTo(IntakeCode.KEY_UNKNOWN));
  }

  /** A ledger that does not answer. */
  private static final class Away implements LedgerGateway {
    @Override
    public Prepared prepare(Caller caller, ContractCall call) {
      throw new LedgerUnavailableException("away");
    }

    @Override
    public SubmitOutcome send(Prepared prepared) {
      throw new LedgerUnavailableException("away");
    }

    @Override
    public SubmitOutcome recover(Prepared prepared) {
      throw new LedgerUnavailableException("away");
    }

    @Override
    public Reply query(Caller caller, ContractCall call) {
      throw new LedgerUnavailableException("away");
    }
  }
}
