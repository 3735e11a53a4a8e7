package dev.loulan.simulation.server;

import dev.loulan.contract.BatchItem;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractException;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.KeyChange;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.merkle.TreeHash;
import dev.loulan.sync.intake.EpochState;
import dev.loulan.sync.intake.IntakeTransaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What the server has of a device's log and the ledger not yet, from where a lie is made.
 *
 * @param from entries of the epoch that the ledger has
 * @param note the device's checkpoint over all of them and these leaves
 * @param oldNote one over fewer; empty when there is none
 */
record PendingBatch(
    String device, EpochId epoch, long from, List<byte[]> leaves, String note, String oldNote) {
  private static final int MOST = 400;

  /** Nothing when the ledger does not know the device, is elsewhere, or has everything. */
  static Optional<PendingBatch> of(Server server, String device) {
    try {
      byte[] answer =
          server.gateway().query(Server.PLATFORM, ContractCalls.devicePosition(device)).payload();
      Fields position = Fields.of(JsonReader.read(answer), "position");
      String onLedger = position.textOrNone("epoch").orElse("");
      return server.store().read(kept -> pending(kept, device, onLedger, position.integer("size")));
    } catch (ContractException e) {
      return Optional.empty();
    }
  }

  private static Optional<PendingBatch> pending(
      IntakeTransaction kept, String device, String onLedger, long from) {
    Optional<EpochId> last = kept.lastEpoch(device).map(EpochState::epoch);
    if (last.isEmpty()
        || !last.get().hex().equals(onLedger)
        || kept.quarantine(device).isPresent()) {
      return Optional.empty();
    }
    EpochId epoch = last.get();
    Optional<Long> to =
        kept.checkpointsAfter(device, epoch, from).stream()
            .filter(size -> size <= from + MOST)
            .reduce((_, greater) -> greater);
    return to.map(end ->
        new PendingBatch(
            device,
            epoch,
            from,
            kept.entries(device, epoch, from, end),
            kept.checkpoint(device, epoch, end).orElseThrow(),
            kept.checkpoint(device, epoch, from).orElse("")));
  }

  /** The lie as a call; nothing when this batch has not what it takes. */
  Optional<ContractCall> told(BatchLie lie, Optional<PendingBatch> other) {
    return switch (lie) {
      case OMITS_A_SALE -> place(Sale.class).map(this::omitting);
      case ALTERS_A_PRICE -> place(Sale.class).map(this::repriced);
      case HIDES_A_SALE -> place(Sale.class).filter(this::isNumberedAfter).map(this::hiding);
      case HIDES_A_KEY_CHANGE ->
          place(KeyChange.class).filter(at -> at < leaves.size() - 1).map(this::hiding);
      case REORDERS -> reordered();
      case SENDS_ANOTHER_DEVICES_BATCH ->
          other.map(theirs ->
              ContractCalls.submitBatch(
                  device, theirs.epoch().hex(), theirs.from(), theirs.leaves(), theirs.note()));
      case SENDS_AN_OLD_CHECKPOINT ->
          oldNote.isEmpty() || place(KeyChange.class).isPresent()
              ? Optional.empty()
              : Optional.of(batch(from, leaves, oldNote));
      case LEAVES_A_GAP ->
          leaves.size() < 2
              ? Optional.empty()
              : Optional.of(batch(from + 1, leaves.subList(1, leaves.size()), note));
    };
  }

  private ContractCall batch(long begin, List<byte[]> told, String checkpoint) {
    return ContractCalls.submitBatch(device, epoch.hex(), begin, told, checkpoint);
  }

  private ContractCall items(List<BatchItem> told) {
    return ContractCalls.submitItems(device, epoch.hex(), from, from + leaves.size(), told, note);
  }

  private Optional<Integer> place(Class<? extends Body> type) {
    for (int at = 0; at < leaves.size(); at++) {
      if (type.isInstance(EntryCodec.decode(leaves.get(at)).body())) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private boolean isNumberedAfter(int at) {
    return leaves.subList(at + 1, leaves.size()).stream()
        .anyMatch(leaf -> EntryCodec.decode(leaf).type().onLedger());
  }

  private ContractCall omitting(int at) {
    List<byte[]> told = new ArrayList<>(leaves);
    told.remove(at);
    return batch(from, told, note);
  }

  /** Each unit a cent dearer. */
  private ContractCall repriced(int at) {
    JournalEntry entry = EntryCodec.decode(leaves.get(at));
    Sale sale = (Sale) entry.body();
    List<SaleLine> lines =
        sale.lines().stream()
            .map(line ->
                new SaleLine(
                    line.gtin(),
                    line.quantity(),
                    line.unitPriceMinor() + 1,
                    line.supplierId(),
                    line.taxBp(),
                    line.priceVersion(),
                    line.planogramVersion(),
                    line.confidencePpm(),
                    line.runnerUp()))
            .toList();
    long more = sale.lines().stream().mapToLong(SaleLine::quantity).sum();
    Sale dearer =
        new Sale(
            sale.saleNo(),
            sale.session(),
            sale.tender(),
            lines,
            sale.currency(),
            sale.lineTotalMinor() + more,
            sale.grossTotalMinor() + more,
            sale.evidence());
    List<byte[]> told = new ArrayList<>(leaves);
    told.set(at, EntryCodec.encode(new JournalEntry(entry.header(), dearer)));
    return batch(from, told, note);
  }

  private ContractCall hiding(int at) {
    List<BatchItem> told = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      byte[] leaf = leaves.get(i);
      told.add(
          i == at
              ? new BatchItem.Hidden(0, TreeHash.leaf(leaf))
              : new BatchItem.Leaf(Bytes.of(leaf)));
    }
    return items(told);
  }

  private Optional<ContractCall> reordered() {
    List<BatchItem> told = new ArrayList<>(BatchItem.of(from, leaves));
    List<Integer> full = new ArrayList<>();
    for (int at = 0; at < told.size(); at++) {
      if (told.get(at) instanceof BatchItem.Leaf) {
        full.add(at);
      }
    }
    if (full.size() < 2) {
      return Optional.empty();
    }
    Collections.swap(told, full.getFirst(), full.getLast());
    return Optional.of(items(told));
  }
}
