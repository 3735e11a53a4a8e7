package dev.loulan.contract.sales;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.state.Documents;
import dev.loulan.contract.state.Message;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.KeySuccession;
import dev.loulan.journal.entry.EpochOpened;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.merkle.Frontier;
import java.util.Optional;

/**
 * Verifies a batch against the device's log and stores what it says. The order of the checks: who
 * signed, where it continues, which root, then entry by entry.
 */
final class Batches {
  private Batches() {}

  /**
   * Accepts a batch, or gives the reason why not; then nothing but the refusal record is written.
   *
   * @return the device's position after the batch
   */
  static Json submit(StatePort state, Device device, Batch batch) throws Refusal {
    if (device.revoked()) {
      throw new Refusal(ContractCode.REVOKED, "Device " + device.deviceId() + " is revoked");
    }
    BatchCheckpoint checkpoint = BatchCheckpoint.of(device, batch);
    Optional<DeviceHead> last = new SalesReader(state).head(batch.deviceId());
    Optional<LogState> known =
        Documents.find(state, SalesKeys.state(batch.deviceId(), batch.epoch(), batch.to()))
            .map(LogState::stored);
    if (known.isPresent()) {
      requireSame(state, batch, checkpoint, known.get());
      return Position.json(device, last);
    }
    return accept(state, device, batch, checkpoint, last);
  }

  private static Json accept(
      StatePort state,
      Device device,
      Batch batch,
      BatchCheckpoint checkpoint,
      Optional<DeviceHead> last)
      throws Refusal {
    boolean continues = last.map(head -> head.epoch().equals(batch.epoch())).orElse(false);
    long expected = continues ? last.orElseThrow().log().size() : 0;
    if (batch.from() != expected || batch.to() <= batch.from()) {
      throw new Refusal(
          ContractCode.POSITION,
          Message.of(
              "The batch goes from %d to %d; the ledger goes on from %d",
              batch.from(), batch.to(), expected));
    }
    requireNewEpoch(state, batch, continues);
    LogWalk walk = LogWalk.over(continues ? last.orElseThrow().log() : new Frontier(), batch);
    if (!walk.log().root().equals(checkpoint.root())) {
      throw new Refusal(
          ContractCode.ROOT,
          Message.of(
              "The entries up to %d give root %s, the checkpoint says %s",
              batch.to(), walk.log().root().base64(), checkpoint.root().base64()));
    }
    DeviceHead before =
        continues ? last.orElseThrow() : Epochs.begin(state, batch, walk.entries(), last);
    KeySuccession keys = new KeySuccession(device.deviceId(), device.key());
    EntryReplay replay =
        new EntryReplay(device, keys, Devices.simulatedClockAllowed(state), before, batch.from());
    for (JournalEntry entry : walk.entries()) {
      replay.apply(entry);
    }
    checkpoint.requireSignedBy(keys);
    if (!continues && last.isPresent()) {
      EpochOpened opened = (EpochOpened) walk.entries().getFirst().body();
      Epochs.announceLostRange(state, batch, opened, last.get());
    }
    DeviceHead head = replay.head(walk.log());
    BatchRecords.store(state, device, batch, replay, head);
    if (keys.changed()) {
      Devices.changeKey(state, device, keys);
    }
    return Position.json(device, Optional.of(head));
  }

  /** The ledger knows this size: the same content again is success, another is a fork. */
  private static void requireSame(
      StatePort state, Batch batch, BatchCheckpoint checkpoint, LogState known) throws Refusal {
    if (!known.root().equals(checkpoint.root())) {
      state.emit(
          "LogForked",
          new JsonObjectBuilder()
              .text("deviceId", batch.deviceId())
              .text("epoch", batch.epoch())
              .integer("size", batch.to())
              .text("knownRoot", known.root().base64())
              .text("checkpoint", batch.checkpoint())
              .build()
              .canonical());
      throw new Refusal(
          ContractCode.FORK,
          Message.of(
              "Device %s signed two logs of size %d: root %s and root %s",
              batch.deviceId(), batch.to(), known.root().base64(), checkpoint.root().base64()));
    }
    requireSameBatch(state, batch);
  }

  private static void requireSameBatch(StatePort state, Batch batch) throws Refusal {
    String key = SalesKeys.batch(batch.deviceId(), batch.epoch(), batch.from());
    boolean same =
        Documents.find(state, key)
            .map(stored -> Documents.fields(stored).text("batchId").equals(batch.batchId()))
            .orElse(false);
    if (!same) {
      throw new Refusal(
          ContractCode.BATCH_DIFFERS,
          Message.of(
              "The entries up to %d came in another batch than %s", batch.to(), batch.batchId()));
    }
  }

  private static void requireNewEpoch(StatePort state, Batch batch, boolean continues)
      throws Refusal {
    boolean seen =
        !continues && state.get(SalesKeys.batch(batch.deviceId(), batch.epoch(), 0)).length > 0;
    if (seen) {
      throw new Refusal(
          ContractCode.POSITION,
          "Epoch " + batch.epoch() + " is over; the device went on in a later one");
    }
  }
}
