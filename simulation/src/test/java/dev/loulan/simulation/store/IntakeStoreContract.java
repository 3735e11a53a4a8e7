package dev.loulan.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.domain.json.Fields;
import dev.loulan.journal.checkpoint.Cosigner;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.sync.intake.Intake;
import dev.loulan.sync.intake.IntakeException;
import dev.loulan.sync.intake.IntakeStore;
import dev.loulan.sync.intake.Segment;
import dev.loulan.sync.intake.Submission;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of the intake must do. */
abstract class IntakeStoreContract {
  private final TestDevice device = new TestDevice("shelf-1");

  abstract IntakeStore store();

  private Intake intake() {
    Cosigner cosigner = new Cosigner("witness.test", Ed25519Signer.fromSeed(new byte[32]));
    Intake intake = new Intake(store(), cosigner, () -> Instant.EPOCH, true, _ -> Optional.empty());
    Fields registration = Fields.of(device.registration("s1", "op", "USD"), "registration");
    intake.registerKey(device.deviceId(), VerifierKey.parse(registration.text("vkey")));
    return intake;
  }

  private Segment segment(int from, int to) {
    return new Segment(
        EpochId.ofHex(device.epoch()), from, device.leaves(from, to), device.checkpoint(to));
  }

  @Test
  void keeps_entries_epochs_and_checkpoints_in_their_order() {
    Intake intake = intake();
    var _ = intake.accept("shelf-1", segment(0, 2));
    device.scan(3);
    var _ = intake.accept("shelf-1", segment(2, 5));
    EpochId first = EpochId.ofHex(device.epoch());
    device.openEpoch(2);
    var _ = intake.accept("shelf-1", segment(0, 1));
    EpochId second = EpochId.ofHex(device.epoch());
    store()
        .read(kept -> {
          assertThat(kept.devices()).containsExactly("shelf-1");
          assertThat(kept.entryCount("shelf-1")).isEqualTo(6);
          assertThat(kept.entries("shelf-1", first, 3, 99)).hasSize(2);
          assertThat(kept.checkpointsAfter("shelf-1", first, 0)).containsExactly(2L, 5L);
          assertThat(kept.checkpoint("shelf-1", first, 3)).isEmpty();
          assertThat(kept.epochAfter("shelf-1", Optional.empty())).contains(first);
          assertThat(kept.epochAfter("shelf-1", Optional.of(first))).contains(second);
          assertThat(kept.epochAfter("shelf-1", Optional.of(second))).isEmpty();
          assertThat(kept.lastEpoch("shelf-1").orElseThrow().epoch()).isEqualTo(second);
          return 0;
        });
  }

  @Test
  void keeps_nothing_of_a_segment_that_is_refused() {
    Intake intake = intake();
    var _ = intake.accept("shelf-1", segment(0, 2));
    device.scan(2);
    Segment altered =
        new Segment(EpochId.ofHex(device.epoch()), 2, device.leaves(1, 3), device.checkpoint(4));
    assertThatThrownBy(() -> intake.accept("shelf-1", altered)).isInstanceOf(IntakeException.class);
    assertThat(store().<Long>read(kept -> kept.entryCount("shelf-1"))).isEqualTo(2);
  }

  @Test
  void numbers_and_marks_submissions() {
    var _ = intake().accept("shelf-1", segment(0, 2));
    EpochId epoch = EpochId.ofHex(device.epoch());
    Submission kept =
        store()
            .write(w ->
                w.putSubmission(
                    new Submission(
                        0,
                        "shelf-1",
                        epoch,
                        0,
                        2,
                        "tx",
                        new byte[] {1},
                        new byte[0],
                        Submission.State.PREPARED,
                        "")));
    assertThat(kept.number()).isPositive();
    store()
        .write(w -> {
          w.mark(kept.number(), Submission.State.COMMITTED, "");
          return 0;
        });
    store()
        .read(r -> {
          assertThat(r.committedEntries("shelf-1")).isEqualTo(2);
          assertThat(r.wasSubmitted("shelf-1", epoch, 2)).isTrue();
          assertThat(r.lastSubmission("shelf-1").orElseThrow().envelope()).isEmpty();
          return 0;
        });
  }

  @Test
  void a_transaction_that_throws_leaves_nothing() {
    var _ = intake();
    assertThatThrownBy(() ->
            store()
                .write(w -> {
                  w.putFinding("shelf-1", "X", "what", "evidence", 0);
                  w.putContact("shelf-1", 5);
                  throw new IllegalStateException("no");
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store().<Boolean>read(r -> r.keys("shelf-1").isPresent())).isTrue();
  }

  @Test
  void a_replicas_claim_on_a_device_holds_against_others_until_it_runs_out() {
    var _ = intake().accept("shelf-1", segment(0, 2));
    assertThat(leases("first", 0, 100)).isTrue();
    assertThat(leases("second", 50, 150)).isFalse();
    assertThat(leases("first", 60, 160)).isTrue();
    assertThat(leases("second", 120, 220)).isFalse();
    assertThat(leases("second", 200, 300)).isTrue();
    assertThat(leases("first", 250, 350)).isFalse();
  }

  private boolean leases(String replica, long now, long until) {
    return store().write(kept -> kept.lease("shelf-1", replica, now, until));
  }
}
