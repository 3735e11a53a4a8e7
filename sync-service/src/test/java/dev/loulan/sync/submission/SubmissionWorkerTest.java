package dev.loulan.sync.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.Reply;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.contract.fixture.TestParty;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.sync.intake.IntakeException;
import dev.loulan.sync.intake.IntakeFixture;
import dev.loulan.sync.intake.IntakeReader;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.Prepared;
import dev.loulan.sync.ledger.SubmitOutcome;
import dev.loulan.sync.ledger.embedded.EmbeddedGateway;
import dev.loulan.sync.ledger.embedded.EmbeddedLedger;
import dev.loulan.sync.ledger.embedded.FoundedLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init")
class SubmissionWorkerTest {
  private static final Caller SERVER = new Caller("server", PartyRole.PLATFORM);
  private static final int SEGMENTS = 6;

  @TempDir Path folder;

  /** Where the process dies: before a call reaches the ledger, or after, before anyone hears. */
  enum Death {
    BEFORE,
    AFTER
  }

  @ParameterizedTest(name = "dies {0} submit {1}")
  @CsvSource({
    "BEFORE, 1", "BEFORE, 2", "BEFORE, 3", "BEFORE, 4", "BEFORE, 5", "BEFORE, 6",
    "AFTER, 1", "AFTER, 2", "AFTER, 3", "AFTER, 4", "AFTER, 5", "AFTER, 6"
  })
  void goes_on_at_the_exact_position_after_dying_at_any_submit(Death death, int submit) {
    TestDevice device = new TestDevice("shelf-1");
    try (IntakeFixture fixture = new IntakeFixture(folder.resolve("intake.db"), true);
        EmbeddedLedger ledger = FoundedLedger.of(folder.resolve("ledger.db"), device)) {
      fill(fixture, device);
      EmbeddedGateway gateway = new EmbeddedGateway(ledger);
      SubmissionWorker first = worker(fixture, new Dying(gateway, death, submit), 2);
      try {
        first.drain();
        throw new AssertionError("the process should have died");
      } catch (Died e) {
        // As planned: nothing of the first worker is used any more.
      }
      SubmissionWorker second = worker(fixture, gateway, 2);
      second.drain();
      Fields position = position(gateway, device);
      assertThat(position.integer("size")).isEqualTo(device.size());
      assertThat(position.integer("sales")).isEqualTo(SEGMENTS);
      assertThat(position.integer("gross")).isEqualTo(300L * SEGMENTS);
      assertThat(second.lag("shelf-1")).isZero();
      assertThat(second.drain()).isZero();
    }
  }

  @Test
  void several_segments_go_in_one_transaction_when_catching_up() {
    TestDevice device = new TestDevice("shelf-1");
    try (IntakeFixture fixture = new IntakeFixture(folder.resolve("intake.db"), true);
        EmbeddedLedger ledger = FoundedLedger.of(folder.resolve("ledger.db"), device)) {
      fill(fixture, device);
      SubmissionWorker worker =
          new SubmissionWorker(fixture.store, new EmbeddedGateway(ledger), SERVER);
      assertThat(worker.lag("shelf-1")).isEqualTo(device.size());
      assertThat(worker.drain()).isEqualTo(1);
    }
  }

  @Test
  void what_does_not_fill_a_transaction_waits_for_more_but_not_longer_than_told() {
    TestDevice device = new TestDevice("shelf-1");
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-27T08:00:00Z"));
    Duration wait = Duration.ofMillis(500);
    try (IntakeFixture fixture = new IntakeFixture(folder.resolve("intake.db"), true);
        EmbeddedLedger ledger = FoundedLedger.of(folder.resolve("ledger.db"), device)) {
      EmbeddedGateway gateway = new EmbeddedGateway(ledger);
      fill(fixture, device);
      SubmissionWorker worker = worker(fixture, gateway, new BatchBounds(8, 1_000_000, wait), now);
      assertThat(worker.drainDue()).as("full ones do not wait").isEqualTo(1);
      assertThat(worker.lag()).isPositive();
      assertThat(worker.untilDue()).contains(wait);
      now.updateAndGet(then -> then.plusMillis(499));
      assertThat(worker.drainDue()).isZero();
      assertThat(worker.untilDue()).contains(Duration.ofMillis(1));
      now.updateAndGet(then -> then.plusMillis(1));
      assertThat(worker.drainDue()).isEqualTo(1);
      assertThat(worker.untilDue()).isEmpty();
      sellAndSend(fixture, device);
      assertThat(worker.drainDue()).as("the next wait begins anew").isZero();
      sellAndSend(fixture, device);
      assertThat(worker.drain()).as("whoever settles does not wait").isEqualTo(1);
      assertThat(worker.lag()).isZero();
      assertThat(worker.untilDue()).isEmpty();
    }
  }

  @Test
  void a_transaction_is_full_by_its_bytes_too() {
    TestDevice device = new TestDevice("shelf-1");
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-27T08:00:00Z"));
    try (IntakeFixture fixture = new IntakeFixture(folder.resolve("intake.db"), true);
        EmbeddedLedger ledger = FoundedLedger.of(folder.resolve("ledger.db"), device)) {
      fill(fixture, device);
      long bytes = device.leaves(0, device.size()).stream().mapToLong(leaf -> leaf.length).sum();
      BatchBounds bounds = new BatchBounds(20_000, bytes / 2, Duration.ofHours(1));
      SubmissionWorker worker = worker(fixture, new EmbeddedGateway(ledger), bounds, now);
      assertThat(worker.drainDue()).as("of two halves and a rest").isBetween(1, 2);
      assertThat(worker.lag()).isPositive();
      assertThat(worker.drain()).isEqualTo(1);
    }
  }

  @Test
  void a_quarantined_device_stops_and_the_others_go_on() {
    TestDevice device = new TestDevice("shelf-1");
    TestDevice other = new TestDevice("shelf-2");
    try (IntakeFixture fixture = new IntakeFixture(folder.resolve("intake.db"), true);
        EmbeddedLedger ledger = FoundedLedger.of(folder.resolve("ledger.db"), device, other)) {
      fill(fixture, device);
      fill(fixture, other);
      TestDevice clone = new TestDevice("shelf-1");
      clone.sell("r-x", "96385074", 1, 500, "acme");
      assertThatThrownBy(() -> fixture.send(clone, 0, clone.size()))
          .isInstanceOf(IntakeException.class);
      EmbeddedGateway gateway = new EmbeddedGateway(ledger);
      SubmissionWorker worker = new SubmissionWorker(fixture.store, gateway, SERVER);
      worker.drain();
      assertThat(position(gateway, device).integer("size")).isZero();
      assertThat(position(gateway, other).integer("size")).isEqualTo(other.size());
      assertThat(worker.obstacle("shelf-1").orElseThrow()).contains("differs");
      fixture.intake.release("shelf-1");
      worker.drain();
      assertThat(position(gateway, device).integer("size")).isEqualTo(device.size());
    }
  }

  @Test
  void two_replicas_share_the_work_and_one_takes_over_when_the_other_is_gone() {
    List<TestDevice> devices =
        IntStream.range(1, 9).mapToObj(number -> new TestDevice("shelf-" + number)).toList();
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-27T08:00:00Z"));
    try (IntakeFixture fixture = new IntakeFixture(folder.resolve("intake.db"), true);
        EmbeddedLedger ledger =
            FoundedLedger.of(folder.resolve("ledger.db"), devices.toArray(TestDevice[]::new))) {
      devices.forEach(device -> fill(fixture, device));
      EmbeddedGateway gateway = new EmbeddedGateway(ledger);
      SubmissionWorker dying =
          replica("replica-1", fixture, new Dying(gateway, Death.BEFORE, 3), now::get);
      SubmissionWorker second = replica("replica-2", fixture, gateway, now::get);
      assertThatThrownBy(dying::drain).isInstanceOf(Died.class);
      second.drain();
      long waiting = devices.stream().filter(d -> second.lag(d.deviceId()) > 0).count();
      assertThat(waiting).as("what the first replica had taken waits for its lease").isPositive();
      now.updateAndGet(then -> then.plus(Lease.DURATION).plusSeconds(1));
      second.drain();
      for (TestDevice device : devices) {
        assertThat(position(gateway, device).integer("size")).isEqualTo(device.size());
        assertThat(position(gateway, device).integer("sales")).isEqualTo(SEGMENTS);
      }
    }
  }

  private static SubmissionWorker replica(
      String name, IntakeFixture fixture, LedgerGateway ledger, InstantSource clock) {
    return new SubmissionWorker(
        fixture.store,
        ledger,
        new Caller(name, PartyRole.PLATFORM),
        () -> UUID.randomUUID().toString(),
        BatchBounds.DEFAULT,
        clock);
  }

  @Test
  void a_later_epoch_follows_the_first() {
    TestDevice device = new TestDevice("shelf-1");
    try (IntakeFixture fixture = new IntakeFixture(folder.resolve("intake.db"), true);
        EmbeddedLedger ledger = FoundedLedger.of(folder.resolve("ledger.db"), device)) {
      fill(fixture, device);
      device.openEpoch(2);
      device.sell("r-x", "96385074", 1, 500, "acme");
      fixture.send(device, 0, device.size());
      EmbeddedGateway gateway = new EmbeddedGateway(ledger);
      assertThat(new SubmissionWorker(fixture.store, gateway, SERVER).drain()).isEqualTo(2);
      Fields position = position(gateway, device);
      assertThat(position.text("epoch")).isEqualTo(device.epoch());
      assertThat(position.integer("sales")).isEqualTo(SEGMENTS + 1);
    }
  }

  @Test
  void a_refused_batch_stops_its_device_and_says_why() {
    TestDevice device = new TestDevice("shelf-1");
    try (IntakeFixture fixture = new IntakeFixture(folder.resolve("intake.db"), true);
        EmbeddedLedger ledger = EmbeddedLedger.open(folder.resolve("strict.db"))) {
      TestParty operator = TestParty.of("op", PartyRole.OPERATOR);
      ledger.invoke(operator.caller(), ContractCalls.registerParty(operator.registration()));
      ledger.invoke(
          operator.caller(), ContractCalls.registerDevice(device.registration("s1", "op", "USD")));
      fill(fixture, device);
      SubmissionWorker worker =
          new SubmissionWorker(fixture.store, new EmbeddedGateway(ledger), SERVER);
      assertThat(worker.drain()).isZero();
      assertThat(worker.obstacle("shelf-1").orElseThrow()).contains("CLOCK_SIMULATED");
    }
  }

  @Test
  void a_server_that_was_set_back_goes_on_where_the_ledger_is_and_says_so() {
    TestDevice device = new TestDevice("shelf-1");
    try (IntakeFixture before = new IntakeFixture(folder.resolve("intake.db"), true);
        IntakeFixture restored = new IntakeFixture(folder.resolve("backup.db"), true);
        EmbeddedLedger ledger = FoundedLedger.of(folder.resolve("ledger.db"), device)) {
      EmbeddedGateway gateway = new EmbeddedGateway(ledger);
      fill(before, device);
      worker(before, gateway, 100).drain();
      restored.register(device);
      restored.send(device, 0, 4);
      SubmissionWorker worker = worker(restored, gateway, 2);
      assertThat(worker.drain()).isZero();
      assertThat(worker.obstacle("shelf-1").orElseThrow()).contains("ahead");
      restored.send(device, 4, device.size());
      int size = device.size();
      device.sell("r-new", "96385074", 1, 500, "acme");
      restored.send(device, size, device.size());
      assertThat(worker.drain()).isEqualTo(1);
      assertThat(worker.lag("shelf-1")).isZero();
      Fields position = position(gateway, device);
      assertThat(position.integer("size")).isEqualTo(device.size());
      assertThat(position.integer("sales")).isEqualTo(SEGMENTS + 1);
      assertThat(new IntakeReader(restored.file).findings(9))
          .extracting(IntakeReader.Finding::code)
          .containsExactly("SERVER_SET_BACK");
    }
  }

  private static SubmissionWorker worker(
      IntakeFixture fixture, LedgerGateway ledger, int maxEntries) {
    return new SubmissionWorker(
        fixture.store,
        ledger,
        SERVER,
        () -> UUID.randomUUID().toString(),
        new BatchBounds(maxEntries, 1_000_000),
        InstantSource.system());
  }

  private static SubmissionWorker worker(
      IntakeFixture fixture,
      LedgerGateway ledger,
      BatchBounds bounds,
      AtomicReference<Instant> now) {
    return new SubmissionWorker(
        fixture.store, ledger, SERVER, () -> UUID.randomUUID().toString(), bounds, now::get);
  }

  private static void fill(IntakeFixture fixture, TestDevice device) {
    fixture.register(device);
    int from = 0;
    for (int i = 1; i <= SEGMENTS; i++) {
      device.scan(1);
      device.sell("r-" + i, "96385074", 1, 300, "acme");
      fixture.send(device, from, device.size());
      from = device.size();
    }
  }

  private static void sellAndSend(IntakeFixture fixture, TestDevice device) {
    int from = device.size();
    device.sell(null, "96385074", 1, 300, "acme");
    fixture.send(device, from, device.size());
  }

  private static Fields position(LedgerGateway gateway, TestDevice device) {
    byte[] payload =
        gateway.query(SERVER, ContractCalls.devicePosition(device.deviceId())).payload();
    return Fields.of(JsonReader.read(payload), "position");
  }

  /** Stands for the end of the process. */
  private static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The real ledger, in a process that ends at the n-th submit. */
  private static final class Dying implements LedgerGateway {
    private final LedgerGateway ledger;
    private final Death death;
    private int submitsLeft;

    Dying(LedgerGateway ledger, Death death, int submit) {
      this.ledger = ledger;
      this.death = death;
      this.submitsLeft = submit;
    }

    @Override
    public Prepared prepare(Caller caller, ContractCall call) {
      return ledger.prepare(caller, call);
    }

    @Override
    public SubmitOutcome recover(Prepared prepared) {
      return ledger.recover(prepared);
    }

    @Override
    public SubmitOutcome send(Prepared prepared) {
      submitsLeft--;
      if (submitsLeft == 0 && death == Death.BEFORE) {
        throw new Died();
      }
      SubmitOutcome outcome = ledger.send(prepared);
      if (submitsLeft == 0) {
        throw new Died();
      }
      return outcome;
    }

    @Override
    public Reply query(Caller caller, ContractCall call) {
      return ledger.query(caller, call);
    }
  }
}
