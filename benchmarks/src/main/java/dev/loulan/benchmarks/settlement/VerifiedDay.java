package dev.loulan.benchmarks.settlement;

import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.split.DaySplit;
import dev.loulan.domain.split.ExactShares;
import dev.loulan.domain.split.SplitLine;
import dev.loulan.domain.split.Waterfall;
import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.merkle.Frontier;
import dev.loulan.journal.merkle.TreeHash;
import java.util.ArrayList;
import java.util.List;

/**
 * Settles a shelf's day as the contract does: root and signature of the log, every counter, each
 * sale through the waterfall, one rounding.
 */
final class VerifiedDay {
  private VerifiedDay() {}

  /** The parties' amounts in the order of the terms. */
  static List<Long> settle(ShelfLog shelf, Terms terms) {
    Waterfall waterfall = new Waterfall(terms);
    long[] base = new long[terms.parties().size()];
    Frontier tree = new Frontier();
    Counters counters = Counters.ZERO;
    for (byte[] leaf : shelf.leaves()) {
      tree.append(TreeHash.leaf(leaf));
      JournalEntry entry = EntryCodec.decode(leaf);
      require(counters.faults(entry).isEmpty(), shelf, "counters");
      counters = counters.after(entry);
      if (entry.body() instanceof Sale sale) {
        add(base, waterfall.split(lines(sale), true));
      }
    }
    Checkpoint head = Checkpoint.parse(shelf.head());
    require(head.root().equals(tree.root()) && head.size() == tree.size(), shelf, "root");
    require(shelf.head().isSignedBy(shelf.key()), shelf, "signature");
    List<Long> exact = new ArrayList<>();
    for (long share : base) {
      exact.add(share);
    }
    return DaySplit.amounts(new ExactShares(exact));
  }

  static List<SplitLine> lines(Sale sale) {
    List<SplitLine> lines = new ArrayList<>(sale.lines().size());
    for (SaleLine line : sale.lines()) {
      lines.add(
          new SplitLine(line.gtin(), line.quantity(), line.unitPriceMinor(), (int) line.taxBp()));
    }
    return lines;
  }

  private static void add(long[] base, ExactShares shares) {
    for (int i = 0; i < base.length; i++) {
      base[i] = Math.addExact(base[i], shares.tenThousandths().get(i));
    }
  }

  private static void require(boolean sound, ShelfLog shelf, String what) {
    if (!sound) {
      throw new IllegalStateException("The log of " + shelf.device() + " fails at its " + what);
    }
  }
}
