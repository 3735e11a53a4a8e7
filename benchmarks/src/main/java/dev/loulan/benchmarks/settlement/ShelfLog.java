package dev.loulan.benchmarks.settlement;

import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Boot;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.ClockKind;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.EpochOpened;
import dev.loulan.journal.entry.Header;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.Tender;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.merkle.Frontier;
import dev.loulan.journal.merkle.TreeHash;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One shelf's log of one day, as it would reach the ledger. */
record ShelfLog(String device, LogName log, VerifierKey key, List<byte[]> leaves, SignedNote head) {
  private static final String DAY = "2026-11-23";

  static ShelfLog draw(String device, int sales, RandomGenerator random) {
    byte[] seed = new byte[32];
    byte[] epoch = new byte[16];
    random.nextBytes(seed);
    random.nextBytes(epoch);
    Ed25519Signer signer = Ed25519Signer.fromSeed(seed);
    LogName log = new LogName(device, EpochId.of(epoch));
    Writer writer = new Writer(log, random);
    writer.append(new EpochOpened(device, signer.publicKey(), null));
    writer.append(new Boot("bench", ClockKind.REAL));
    for (int i = 0; i < sales; i++) {
      SaleLine line =
          new SaleLine(
              "40063813" + (1_000 + random.nextInt(60)),
              1 + random.nextInt(3),
              50 + random.nextInt(900),
              "acme",
              0,
              "p1",
              "g1",
              990_000,
              null);
      Tender tender = new Tender("pay", "m1", "R" + i);
      writer.append(Sale.draft("s" + i, tender, List.of(line), "USD", List.of()));
    }
    writer.append(DayClose.draft(DAY, DAY, 0, "USD"));
    VerifierKey key = LogName.key(device, signer.publicKey());
    SignedNote head =
        new Checkpoint(log.origin(), writer.leaves.size(), writer.frontier.root())
            .sign(key, signer);
    return new ShelfLog(device, log, key, writer.leaves, head);
  }

  static String day() {
    return DAY;
  }

  /** The id of an entry as the ledger writes it. */
  String id(long seq) {
    return device + ":" + log.epoch().hex() + ":" + seq;
  }

  private static final class Writer {
    private final LogName log;
    private final RandomGenerator random;
    private final List<byte[]> leaves = new ArrayList<>();
    private final Frontier frontier = new Frontier();
    private Counters counters = Counters.ZERO;

    Writer(LogName log, RandomGenerator random) {
      this.log = log;
      this.random = random;
    }

    void append(Body draft) {
      Body body = counters.number(draft);
      byte[] blind = new byte[16];
      random.nextBytes(blind);
      long ledgerNo = body.type().onLedger() ? counters.ledgerNo() + 1 : 0;
      Header header =
          new Header(
              log.epoch(),
              leaves.size(),
              1_790_000_000_000_000L + leaves.size(),
              true,
              Bytes.of(new byte[8]),
              leaves.size(),
              Bytes.of(blind),
              ledgerNo,
              null);
      JournalEntry entry = new JournalEntry(header, body);
      byte[] leaf = EntryCodec.encode(entry);
      counters = counters.after(entry);
      leaves.add(leaf);
      frontier.append(TreeHash.leaf(leaf));
    }
  }
}
