package dev.loulan.sync.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.journal.KeyChangeProof;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.KeyChange;
import dev.loulan.journal.entry.Sale;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class IntakeTest {
  @TempDir Path folder;
  private IntakeFixture fixture;
  private final TestDevice device = new TestDevice("shelf-1");

  @BeforeEach
  void open() {
    fixture = new IntakeFixture(folder.resolve("intake.db"), true);
    fixture.register(device);
    device.sell("r-1", "96385074", 1, 300, "acme");
    device.scan(3);
    device.sell("r-2", "96385074", 2, 300, "acme");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void takes_segments_in_order_and_cosigns_each() {
    fixture.send(device, 0, 3);
    Position position = fixture.send(device, 3, device.size());
    assertThat(position.size()).isEqualTo(device.size());
    SignedNote cosigned = SignedNote.parse(position.cosigned().orElseThrow());
    assertThat(cosigned.cosignedAtSeconds(fixture.intake.witnessKey()))
        .hasValue(IntakeFixture.NOW.getEpochSecond());
    assertThat(fixture.intake.position("shelf-1")).isEqualTo(position);
  }

  @Test
  void the_same_segment_again_is_success_and_stores_nothing_twice() {
    Position first = fixture.send(device, 0, device.size());
    assertThat(fixture.send(device, 0, device.size())).isEqualTo(first);
    assertThat(fixture.send(device, 2, 4)).isEqualTo(first);
    assertThat(new IntakeReader(fixture.file).entriesAfter(0, 100)).hasSize(device.size());
  }

  @Test
  void a_segment_that_overlaps_what_is_stored_adds_only_what_is_new() {
    fixture.send(device, 0, 4);
    assertThat(fixture.send(device, 2, device.size()).size()).isEqualTo(device.size());
  }

  @Test
  void any_flipped_bit_of_an_entry_is_refused_and_nothing_is_stored() {
    for (int index = 0; index < device.size(); index++) {
      for (int bit : new int[] {0, 77, 301}) {
        List<byte[]> entries = copies(device.leaves(0, device.size()));
        byte[] entry = entries.get(index);
        entry[bit / 8 % entry.length] ^= (byte) (1 << bit % 8);
        Segment changed =
            IntakeFixture.segment(device, 0, entries, device.checkpoint(device.size()));
        assertThatThrownBy(() -> fixture.intake.accept("shelf-1", changed))
            .as("entry %d bit %d", index, bit)
            .isInstanceOf(IntakeException.class);
      }
    }
    assertThat(fixture.intake.position("shelf-1")).isEqualTo(Position.NONE);
  }

  @Test
  void a_sale_that_was_dropped_on_the_way_is_named() {
    List<byte[]> entries = copies(device.leaves(0, device.size()));
    entries.remove(2);
    refused(
        IntakeFixture.segment(device, 0, entries, device.checkpoint(device.size() - 1)),
        IntakeCode.ENTRY);
  }

  @Test
  void a_checkpoint_by_another_key_is_refused() {
    TestDevice other = new TestDevice("shelf-2");
    fixture.register(other);
    Segment segment = IntakeFixture.segment(device, 0, device.leaves(0, 2), other.checkpoint(2));
    refused(segment, IntakeCode.SIGNATURE);
    assertThatThrownBy(() -> fixture.intake.accept("shelf-2", IntakeFixture.segment(device, 0, 3)))
        .isInstanceOfSatisfying(
            IntakeException.class, e -> assertThat(e.code()).isEqualTo(IntakeCode.SIGNATURE));
  }

  @Test
  void a_gap_is_refused_with_the_position_to_go_on_from() {
    fixture.send(device, 0, 2);
    refused(IntakeFixture.segment(device, 3, device.size()), IntakeCode.POSITION);
    assertThat(fixture.intake.position("shelf-1").size()).isEqualTo(2);
  }

  @Test
  void two_journals_of_one_epoch_are_a_fork_and_the_device_is_quarantined_with_the_proof() {
    fixture.send(device, 0, device.size());
    TestDevice clone = new TestDevice("shelf-1");
    clone.sell("r-9", "96385074", 5, 300, "acme");
    clone.scan(4);
    refused(IntakeFixture.segment(clone, 0, clone.size()), IntakeCode.FORK);
    assertThat(new IntakeReader(fixture.file).findings(10))
        .singleElement()
        .satisfies(finding -> assertThat(finding.code()).isEqualTo("FORK"));
    Quarantine quarantine = fixture.intake.quarantine("shelf-1").orElseThrow();
    assertThat(quarantine.proof())
        .contains(clone.checkpoint(clone.size()))
        .contains(device.checkpoint(device.size()).lines().toList().get(2));
    int known = device.size();
    device.scan(1);
    refused(IntakeFixture.segment(device, known, device.size()), IntakeCode.QUARANTINED);

    TestDevice other = new TestDevice("shelf-2");
    fixture.register(other);
    other.sell("r-1", "96385074", 1, 300, "acme");
    assertThat(fixture.send(other, 0, other.size()).size()).isEqualTo(other.size());

    assertThat(fixture.intake.release("shelf-1")).isTrue();
    assertThat(fixture.send(device, known, device.size()).size()).isEqualTo(device.size());
    assertThat(fixture.intake.release("shelf-1")).isFalse();
  }

  @Test
  void entries_that_the_device_did_not_sign_are_refused_and_prove_nothing_against_it() {
    fixture.send(device, 0, 2);
    TestDevice other = new TestDevice("shelf-1");
    other.sell("r-9", "96385074", 5, 300, "acme");
    other.sell("r-10", "96385074", 5, 300, "acme");
    refused(
        IntakeFixture.segment(device, 0, other.leaves(0, 3), device.checkpoint(3)),
        IntakeCode.ROOT);
    assertThat(fixture.intake.quarantine("shelf-1")).isEmpty();
  }

  @Test
  void a_device_that_goes_on_from_less_than_it_signed_is_quarantined() {
    fixture.send(device, 0, device.size());
    TestDevice restored = new TestDevice("shelf-1");
    restored.openEpoch(2);
    refused(IntakeFixture.segment(restored, 0, restored.size()), IntakeCode.SET_BACK);
    assertThat(fixture.intake.quarantine("shelf-1").orElseThrow().what()).contains("set back");
    refused(IntakeFixture.segment(device, 0, device.size()), IntakeCode.QUARANTINED);
  }

  @Test
  void counters_that_leave_a_sale_out_are_refused_although_the_device_signed_them() {
    TestDevice liar = new TestDevice("shelf-3");
    fixture.register(liar);
    liar.append(new DayClose("2026-11-23", "2026-11-23", 0, 0, 0, 0, "USD"));
    JournalEntry close = EntryCodec.decode(liar.leaves(2, 3).getFirst());
    assertThat(close.body()).isInstanceOf(DayClose.class);
    liar.sell("r-1", "96385074", 1, 300, "acme");
    List<byte[]> withoutClose = copies(liar.leaves(0, 2));
    withoutClose.addAll(liar.leaves(3, 4));
    assertThat(EntryCodec.decode(withoutClose.getLast()).body()).isInstanceOf(Sale.class);
    assertThatThrownBy(() ->
            fixture.intake.accept(
                "shelf-3", IntakeFixture.segment(liar, 0, withoutClose, liar.checkpoint(3))))
        .isInstanceOf(IntakeException.class);
  }

  @Test
  void a_new_epoch_follows_the_last_state_and_no_other() {
    fixture.send(device, 0, device.size());
    TestDevice other = new TestDevice("shelf-1");
    while (other.size() <= device.size()) {
      other.scan(1);
    }
    other.openEpoch(7);
    refused(IntakeFixture.segment(other, 0, 1), IntakeCode.EPOCH_PARENT);
    device.openEpoch(2);
    Position position = fixture.send(device, 0, 1);
    assertThat(position.epoch().orElseThrow().hex()).isEqualTo(device.epoch());
    assertThat(position.size()).isEqualTo(1);
  }

  @Test
  void a_simulated_clock_is_refused_where_it_is_not_allowed() {
    try (IntakeFixture strict = new IntakeFixture(folder.resolve("strict.db"), false)) {
      strict.register(device);
      assertThatThrownBy(() -> strict.send(device, 0, device.size()))
          .isInstanceOfSatisfying(
              IntakeException.class,
              e -> assertThat(e.code()).isEqualTo(IntakeCode.CLOCK_SIMULATED));
    }
  }

  @Test
  void a_second_journal_key_is_refused() {
    TestDevice other = new TestDevice("shelf-2");
    fixture.register(other);
    assertThatThrownBy(() ->
            fixture.intake.registerKey("shelf-1", fixture.intake.key("shelf-2").orElseThrow()))
        .isInstanceOfSatisfying(
            IntakeException.class, e -> assertThat(e.code()).isEqualTo(IntakeCode.KEY_DIFFERS));
  }

  @Test
  void a_segment_survives_encoding_and_other_bytes_are_refused() {
    Segment segment = IntakeFixture.segment(device, 1, 3);
    Segment read = Segment.decode(segment.encode());
    assertThat(read.entries()).usingRecursiveComparison().isEqualTo(segment.entries());
    assertThat(read.checkpoint()).isEqualTo(segment.checkpoint());
    assertThatThrownBy(() -> Segment.decode(new byte[] {1, 2, 3}))
        .isInstanceOf(IntakeException.class);
    assertThatThrownBy(() -> Segment.decode(new byte[Segment.MAX_BYTES + 1]))
        .isInstanceOfSatisfying(
            IntakeException.class, e -> assertThat(e.code()).isEqualTo(IntakeCode.TOO_LARGE));
  }

  private void refused(Segment segment, IntakeCode code) {
    assertThatThrownBy(() -> fixture.intake.accept("shelf-1", segment))
        .isInstanceOfSatisfying(IntakeException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void a_server_set_back_to_before_a_change_of_keys_asks_for_what_it_lost() {
    fixture.send(device, 0, 2);
    device.changeKey();
    int after = device.size();
    device.scan(2);
    refused(IntakeFixture.segment(device, after, device.size()), IntakeCode.POSITION);
    assertThat(fixture.send(device, 2, device.size()).size()).isEqualTo(device.size());
  }

  @Test
  void a_key_that_both_keys_signed_over_to_signs_on_and_old_segments_are_still_known() {
    fixture.send(device, 0, device.size());
    int before = device.size();
    device.changeKey();
    device.scan(2);
    Segment across = IntakeFixture.segment(device, before, device.size());
    assertThat(fixture.intake.accept("shelf-1", across).size()).isEqualTo(device.size());
    assertThat(fixture.intake.key("shelf-1").orElseThrow().publicKey())
        .isEqualTo(device.key(2).publicKey());
    device.scan(1);
    fixture.send(device, device.size() - 1, device.size());
    device.signWithKey(1);
    assertThat(fixture.send(device, 0, before).size()).isEqualTo(device.size());
    fixture.register(device);
    device.scan(1);
    assertRefused(
        IntakeCode.SIGNATURE, () -> fixture.send(device, device.size() - 1, device.size()));
  }

  @Test
  void a_key_change_that_the_old_key_did_not_sign_is_refused() {
    KeyChange real = KeyChangeProof.make("shelf-1", device.key(1), device.key(2));
    device.append(new KeyChange(real.newPublicKey(), real.proof(), null));
    device.signWithKey(2);
    assertRefused(IntakeCode.KEY_CHANGE, () -> fixture.send(device, 0, device.size()));
    assertThat(fixture.intake.key("shelf-1").orElseThrow().publicKey())
        .isEqualTo(device.key(1).publicKey());
  }

  private static void assertRefused(IntakeCode code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(IntakeException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static List<byte[]> copies(List<byte[]> entries) {
    return new java.util.ArrayList<>(entries.stream().map(byte[]::clone).toList());
  }
}
