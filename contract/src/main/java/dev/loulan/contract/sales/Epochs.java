package dev.loulan.contract.sales;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.state.Documents;
import dev.loulan.contract.state.Message;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EpochOpened;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.ParentEpoch;
import dev.loulan.journal.merkle.Frontier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an epoch may begin. A device's first has no parent; every later one names a state
 * that the ledger knows, with the same root and counters.
 *
 * <p>A parent before the last known state means that the device was set back: the epoch is
 * accepted, what was verified stays, and the lost range is announced.
 */
final class Epochs {
  private Epochs() {}

  /** The state in which the new epoch's first batch begins. */
  static DeviceHead begin(
      StatePort state, Batch batch, List<JournalEntry> entries, Optional<DeviceHead> before)
      throws Refusal {
    if (entries.isEmpty() || !(entries.getFirst().body() instanceof EpochOpened opened)) {
      throw new Refusal(
          ContractCode.EPOCH_PARENT,
          "Epoch " + batch.epoch() + " does not begin with the entry that opens it");
    }
    ParentEpoch parent = opened.parent();
    if (before.isEmpty()) {
      if (parent != null) {
        throw unknown(batch, parent);
      }
      return head(batch, DeviceHead.Totals.ZERO, DeviceHead.Totals.ZERO, List.of(), before);
    }
    requireKnown(state, batch, parent);
    return follow(batch, before.get());
  }

  /** Announces a device that was set back. */
  static void announceLostRange(StatePort state, Batch batch, EpochOpened opened, DeviceHead last) {
    ParentEpoch parent = opened.parent();
    if (parent == null) {
      return;
    }
    boolean sameEpoch = parent.epoch().hex().equals(last.epoch());
    if (!sameEpoch || parent.size() < last.log().size()) {
      state.emit(
          "LogSetBack",
          new JsonObjectBuilder()
              .text("deviceId", batch.deviceId())
              .text("epoch", batch.epoch())
              .text("parentEpoch", parent.epoch().hex())
              .integer("parentSize", parent.size())
              .text("knownEpoch", last.epoch())
              .integer("knownSize", last.log().size())
              .build()
              .canonical());
    }
  }

  private static void requireKnown(StatePort state, Batch batch, @Nullable ParentEpoch parent)
      throws Refusal {
    if (parent == null) {
      throw new Refusal(
          ContractCode.EPOCH_PARENT,
          Message.of(
              "Epoch %s names no parent, but the ledger knows entries of device %s",
              batch.epoch(), batch.deviceId()));
    }
    LogState known = known(state, batch, parent);
    Counters counters = known.counters();
    boolean agrees =
        known.root().equals(parent.root())
            && counters.ledgerNo() == parent.ledgerNo()
            && counters.sales() == parent.sales()
            && counters.reviews() == parent.reviews()
            && counters.grossMinor() == parent.grossMinor();
    if (!agrees) {
      throw new Refusal(
          ContractCode.EPOCH_PARENT,
          Message.of(
              "Epoch %s names a parent at size %d with another root or other counters than verified",
              batch.epoch(), parent.size()));
    }
  }

  private static LogState known(StatePort state, Batch batch, ParentEpoch parent) throws Refusal {
    String key = SalesKeys.state(batch.deviceId(), parent.epoch().hex(), parent.size());
    return Documents.find(state, key)
        .map(LogState::stored)
        .orElseThrow(() -> unknown(batch, parent));
  }

  private static DeviceHead follow(Batch batch, DeviceHead last) {
    List<EntryRange> ranges = new ArrayList<>(last.open().ranges());
    if (last.open().current().fromSeq() < last.open().current().toSeq()) {
      ranges.add(last.open().current());
    }
    return head(batch, last.totals(), last.open().totals(), ranges, Optional.of(last));
  }

  private static DeviceHead head(
      Batch batch,
      DeviceHead.Totals totals,
      DeviceHead.Totals open,
      List<EntryRange> ranges,
      Optional<DeviceHead> last) {
    return new DeviceHead(
        batch.epoch(),
        Bytes.of(new Frontier().encode()),
        Counters.ZERO,
        totals,
        new DeviceHead.OpenDay(open, ranges, new EntryRange(batch.epoch(), 0, 0, 0)),
        last.flatMap(DeviceHead::lastClosedDay));
  }

  private static Refusal unknown(Batch batch, ParentEpoch parent) {
    return new Refusal(
        ContractCode.EPOCH_PARENT,
        Message.of(
            "Epoch %s names epoch %s at size %d as its parent, which the ledger does not know",
            batch.epoch(), parent.epoch().hex(), parent.size()));
  }
}
