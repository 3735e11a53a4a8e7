package dev.loulan.benchmarks.journal;

import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalStore;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Candidate;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.Tender;
import dev.loulan.journal.key.Ed25519Signer;
import java.util.List;
import java.util.SplittableRandom;

/** The records: sales that make entries of 360 bytes, and as many bytes for the others. */
final class Records {

  /** Bytes of a record. */
  static final int LENGTH = 360;

  static final String DEVICE = "shelf-1";

  private static final String FILLING = "x".repeat(31);

  private Records() {}

  static Body sale(long i) {
    SaleLine line =
        new SaleLine(
            "4006381333931",
            1,
            199,
            "supplier-a",
            1900,
            "prices-3",
            "planogram-2",
            993_000,
            new Candidate("96385074", 1, 6_000));
    // The session's name fills up what is missing to the length, whatever the numbers take.
    return Sale.draft(
        "session-" + digits(i) + "-" + FILLING,
        new Tender("payer", "merchant-7", "reference-" + digits(i)),
        List.of(line, line),
        "EUR",
        List.of());
  }

  /** Eight digits. Formatting would cost a sizeable part of what a commit does. */
  private static String digits(long i) {
    return Long.toString(100_000_000 + i).substring(1);
  }

  static Stamp stamp(long i) {
    return new Stamp(1_790_000_000_000_000L + i * 1_000, true, i * 1_000);
  }

  /** The bytes that those who do not know sales keep. */
  static byte[] plain(long i) {
    byte[] record = new byte[LENGTH];
    new SplittableRandom(i).nextBytes(record);
    return record;
  }

  static Ed25519Signer signer() {
    return Ed25519Signer.fromSeed(new byte[32]);
  }

  /** Opens the journal of a store, in a first epoch or the one that is there. */
  static Journal open(JournalStore store) {
    IdSource ids = new IdSource(new SplittableRandom(1));
    return Journal.open(
        store, signer(), ids, DEVICE, Journal.continueOrBegin(store, ids), stamp(0));
  }
}
