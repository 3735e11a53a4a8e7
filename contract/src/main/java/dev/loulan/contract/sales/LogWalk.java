package dev.loulan.contract.sales;

import dev.loulan.contract.BatchItem;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.state.Message;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EntryFormatException;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.merkle.Frontier;
import dev.loulan.journal.merkle.TreeHash;
import java.util.ArrayList;
import java.util.List;

/** Adds a batch's items to the log's frontier and gives the entries that came in full. */
final class LogWalk {
  private final Frontier log;
  private final List<JournalEntry> entries = new ArrayList<>();

  private LogWalk(Frontier log) {
    this.log = log;
  }

  /**
   * Grows the log by a batch.
   *
   * @param log the state before; left as it is
   * @throws Refusal when an item is no part of the log at its place or no entry known here
   */
  static LogWalk over(Frontier log, Batch batch) throws Refusal {
    LogWalk walk = new LogWalk(log.copy());
    for (BatchItem item : batch.items()) {
      walk.add(item, batch);
    }
    if (walk.log.size() != batch.to()) {
      throw new Refusal(
          ContractCode.POSITION,
          Message.of("The items end at %d, the batch names %d", walk.log.size(), batch.to()));
    }
    return walk;
  }

  Frontier log() {
    return log;
  }

  List<JournalEntry> entries() {
    return entries;
  }

  private void add(BatchItem item, Batch batch) throws Refusal {
    switch (item) {
      case BatchItem.Leaf leaf -> {
        entries.add(entry(leaf.bytes().toArray(), batch));
        log.append(TreeHash.leaf(leaf.bytes().toArray()));
      }
      case BatchItem.Hidden hidden -> addHidden(hidden);
    }
  }

  private void addHidden(BatchItem.Hidden hidden) throws Refusal {
    try {
      log.appendSubtree(hidden.level(), hidden.hash());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new Refusal(ContractCode.ROOT, String.valueOf(e.getMessage()));
    }
  }

  private JournalEntry entry(byte[] leaf, Batch batch) throws Refusal {
    try {
      JournalEntry entry = EntryCodec.decode(leaf);
      if (entry.seq() != log.size() || !entry.header().epoch().hex().equals(batch.epoch())) {
        throw new Refusal(
            ContractCode.ENTRY,
            Message.of(
                "At place %d of epoch %s stands entry %d of epoch %s",
                log.size(), batch.epoch(), entry.seq(), entry.header().epoch().hex()));
      }
      return entry;
    } catch (EntryFormatException e) {
      throw new Refusal(
          ContractCode.ENTRY, "Entry " + log.size() + " cannot be read: " + e.getMessage());
    }
  }
}
