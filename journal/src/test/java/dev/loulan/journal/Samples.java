package dev.loulan.journal;

import dev.loulan.journal.entry.*;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.merkle.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Bodies, keys and journals for tests; everything follows from a seed. */
public final class Samples {

  public static final String DEVICE = "shelf-1";

  private Samples() {}

  public static Ed25519Signer signer(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) number;
    return Ed25519Signer.fromSeed(seed);
  }

  public static IdSource ids(long seed) {
    return new IdSource(new SplittableRandom(seed));
  }

  public static Stamp stamp(long second) {
    return new Stamp(1_790_000_000_000_000L + second * 1_000_000, true, second * 1_000_000);
  }

  public static Bytes hash(String of) {
    return TreeHash.sha256(of.getBytes(StandardCharsets.UTF_8));
  }

  public static WeightStep step(long deltaMg) {
    return new WeightStep(
        "s-1", "1", List.of("s5p4"), 1_000_000, 2_000_000, deltaMg, 900, StepKind.TAKE);
  }

  public static Tender tender(String reference) {
    return new Tender("payer", "merchant-7", reference);
  }

  public static SaleLine line(long quantity, long priceMinor) {
    return new SaleLine(
        "4006381333931",
        quantity,
        priceMinor,
        "supplier-a",
        1900,
        "prices-3",
        "planogram-2",
        993_000,
        new Candidate("96385074", 1, 6_000));
  }

  public static Sale sale(long stepSeq, long priceMinor) {
    return Sale.draft(
        "s-1",
        tender("ref-1"),
        List.of(line(2, priceMinor)),
        "EUR",
        List.of(new Evidence(stepSeq, hash("window"))));
  }

  /** A sale of a named session. */
  public static Sale saleWithoutEvidence(String session, long priceMinor) {
    return Sale.draft(
        session, tender("ref-" + session), List.of(line(1, priceMinor)), "EUR", List.of());
  }

  public static ReviewOpened review(long stepSeq) {
    return ReviewOpened.draft(
        "s-2",
        null,
        List.of(new Candidate("4006381333931", 1, 610_000), new Candidate("96385074", 1, 380_000)),
        "AMBIGUOUS",
        List.of(new Evidence(stepSeq, hash("other window"))));
  }

  public static SignedDocument document(String version) {
    return new SignedDocument(
        version, "2026-11-24T00:00:00Z", hash("content"), "0123456789abcdef", signature());
  }

  public static Bytes signature() {
    return signer(9).sign(new byte[] {1, 2, 3});
  }

  /** One body of every type, in the order of the types. */
  public static List<Body> everyBody() {
    return List.of(
        new EpochOpened(
            DEVICE,
            signer(1).publicKey(),
            new ParentEpoch(EpochId.of(new byte[16]), 7, hash("root"), 3, 1, 1, 198)),
        new Boot("loulan 0.1.0", ClockKind.SIMULATED),
        new TimeAnchor(
            TimeSource.SERVER,
            -5_000_000,
            25,
            new ServerTime(1_790_000_000_000_000L, "0123456789abcdef", signature())),
        new SessionOpened("s-1", tender("ref-1"), List.of(new PlateWeight("1/s5p4", 1_234_567))),
        new SessionClosed("s-1", Outcome.SALE),
        new Door("front", true),
        step(-250_000),
        new Scan("s-1", "scanner-1", "4006381333931"),
        sale(6, 99),
        review(6),
        new Restock(
            "s-3",
            "supplier-a",
            List.of(new RestockLine("4006381333931", 12, 999_000)),
            List.of(new Evidence(6, hash("window")))),
        new PriceVersion(document("prices-3")),
        new PlanogramVersion(document("planogram-2")),
        new Calibration("1/s5p4", -8_388_608, 1_250),
        new Configuration("configuration-4", hash("configuration")),
        new Alert("FRAME_CRC", AlertLevel.WARNING, "board 1", 3),
        new Heartbeat(12_000, 1),
        DayClose.draft("2026-11-23", "2026-11-24", -3600, "EUR"),
        new KeyChange(signer(2).publicKey(), signature(), null),
        new SignerDown("token away"),
        new SignerUp(3_000_000, 12));
  }

  /** Opens a store's journal, in a first epoch or the one that is there. */
  public static Journal open(JournalStore store, IdSource ids) {
    return open(store, signer(1), ids);
  }

  /** The same with a signer of the caller's. */
  public static Journal open(JournalStore store, DeviceSigner signer, IdSource ids) {
    return Journal.open(store, signer, ids, DEVICE, Journal.continueOrBegin(store, ids), stamp(0));
  }

  /** One session: a step that rides along, then sale and close together. Returns the sale's seq. */
  public static long sell(Journal journal, long second, long priceMinor) {
    long step = journal.append(stamp(second), step(-250_000 - second));
    return journal.append(
        stamp(second), List.of(sale(step, priceMinor), new SessionClosed("s-1", Outcome.SALE)));
  }

  /** The end of a session, with all levels first and then with those that changed. */
  public static SessionClosed closed(int number) {
    PlateWeight plate = new PlateWeight("1/s5p4", 1_234_567 - 250_000L * number);
    return new SessionClosed("s-1", Outcome.SALE, new PlateLevels(List.of(plate), number > 0));
  }
}
