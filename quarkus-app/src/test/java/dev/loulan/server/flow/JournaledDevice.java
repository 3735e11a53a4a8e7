package dev.loulan.server.flow;

import dev.loulan.journal.EpochDecision;
import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalHead;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Boot;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Candidate;
import dev.loulan.journal.entry.ClockKind;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.Evidence;
import dev.loulan.journal.entry.Outcome;
import dev.loulan.journal.entry.Restock;
import dev.loulan.journal.entry.RestockLine;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.entry.StepKind;
import dev.loulan.journal.entry.Tender;
import dev.loulan.journal.entry.WeightStep;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.sync.intake.Segment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A device with a real journal on disk; times follow from the number of entries. */
final class JournaledDevice implements AutoCloseable {
  private static final long BEGIN = 1_795_420_800_000_000L;

  final String name;
  final Ed25519Signer signer;
  private final SqliteJournalStore store;
  private final Journal journal;

  JournaledDevice(String name, Path file, long seed) {
    this.name = name;
    Random random = new Random(seed);
    byte[] key = new byte[32];
    random.nextBytes(key);
    signer = Ed25519Signer.fromSeed(key);
    store = SqliteJournalStore.open(file);
    IdSource ids = new IdSource(random);
    EpochDecision decision = Journal.continueOrBegin(store, ids);
    journal = Journal.open(store, signer, ids, name, decision, stamp(0));
    append(new Boot("test 1", ClockKind.SIMULATED));
  }

  String vkey() {
    return LogName.key(name, signer.publicKey()).encode();
  }

  String proof(String certificateSha256) {
    String message =
        String.join("\n", "loulan.dev/journal-key/v1", name, vkey(), certificateSha256) + "\n";
    return signer.sign(message.getBytes(StandardCharsets.UTF_8)).base64();
  }

  void sell(String reference, String gtin, long price) {
    String session = "s-" + reference;
    Tender tender = new Tender("pay", "m1", reference);
    append(new SessionOpened(session, tender, List.of()));
    long step = journal.nextSeq();
    append(
        new WeightStep(session, "b1", List.of("p1"), BEGIN, BEGIN, -250_000, 800, StepKind.TAKE));
    SaleLine line = new SaleLine(gtin, 1, price, "acme", 0, "1", "1", 990_000, null);
    Evidence evidence = new Evidence(step, Bytes.of(new byte[32]));
    append(Sale.draft(session, tender, List.of(line), "USD", List.of(evidence)));
    append(new SessionClosed(session, Outcome.SALE));
  }

  /** Somebody fills the shelf up. */
  void restock(String session, String gtin, long quantity) {
    append(new SessionOpened(session, null, List.of()));
    append(
        new Restock(session, "acme", List.of(new RestockLine(gtin, quantity, 990_000)), List.of()));
    append(new SessionClosed(session, Outcome.RESTOCK));
  }

  /** A session that the shelf could not read. */
  void doubt(String reference, String gtin) {
    String session = "s-" + reference;
    Tender tender = new Tender("pay", "m1", reference);
    append(new SessionOpened(session, tender, List.of()));
    append(
        ReviewOpened.draft(
            session, tender, List.of(new Candidate(gtin, 1, 600_000)), "ambiguous", List.of()));
    append(new SessionClosed(session, Outcome.REVIEW));
  }

  void closeDay(String day) {
    append(DayClose.draft(day, day, 0, "USD"));
  }

  /** All entries from an index, up to the last signed state. */
  Segment segment(long from) {
    JournalHead head = journal.head();
    List<byte[]> entries =
        journal.reader().leaves(head.epoch(), from, head.size()).stream()
            .map(Bytes::toArray)
            .toList();
    return new Segment(head.epoch(), from, entries, head.checkpoint().encode());
  }

  long size() {
    return journal.head().size();
  }

  private void append(Body body) {
    journal.append(stamp(journal.nextSeq()), body);
  }

  private static Stamp stamp(long seq) {
    return new Stamp(BEGIN + seq * 1_000_000, true, seq * 1_000_000);
  }

  @Override
  public void close() {
    journal.close();
    store.close();
  }
}
