package dev.loulan.clearing.trial;

import dev.loulan.clearing.sales.SalesMapping;
import dev.loulan.clearing.sales.SoldLine;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.journal.EpochDecision;
import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalStore;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Boot;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.ClockKind;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.Tender;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.merkle.TreeHash;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes what one machine sold into a journal that the operator signs. Every entry names the file
 * it came from; the time of day is not known, so times are labels and not trusted. The same file
 * and key give the same bytes.
 */
final class MachineJournal {
  private static final long MICROS = 1_000_000L;
  private static final int CERTAIN_PPM = 1_000_000;
  private static final String VERSION = "import";

  private final String deviceId;
  private final Bytes source;
  private final SalesMapping mapping;
  private final String supplier;
  private final ZoneId zone;

  MachineJournal(
      String deviceId, Bytes source, SalesMapping mapping, String supplier, ZoneId zone) {
    this.deviceId = deviceId;
    this.source = source;
    this.mapping = mapping;
    this.supplier = supplier;
    this.zone = zone;
  }

  /**
   * Writes the machine's days in their order, one commit and one batch for the ledger each.
   *
   * @return the last checkpoint
   */
  SignedNote write(Path file, DeviceSigner signer, List<Sold> sold, Consumer<ContractCall> ledger) {
    TreeMap<LocalDate, List<Sold>> days = new TreeMap<>();
    sold.forEach(
        each -> days.computeIfAbsent(each.first().day(), d -> new ArrayList<>()).add(each));
    IdSource ids = new IdSource(new Random(seed()));
    EpochId epoch = ids.epoch();
    Stamp begin = stamp(days.firstKey().atStartOfDay(zone));
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        Journal journal =
            Journal.open(
                store, signer, ids, deviceId, new EpochDecision.NewEpoch(epoch, null), begin)) {
      journal.append(begin, new Boot("loulan clear", ClockKind.REAL));
      long sent = 0;
      for (var day : days.entrySet()) {
        List<Body> bodies = new ArrayList<>(day.getValue().stream().map(this::body).toList());
        bodies.add(close(day.getKey()));
        journal.append(stamp(day.getKey().plusDays(1).atStartOfDay(zone)), bodies);
        ledger.accept(batch(store, epoch, sent, journal.nextSeq()));
        sent = journal.nextSeq();
      }
      return store.head(epoch).note(deviceId);
    }
  }

  private ContractCall batch(JournalStore store, EpochId epoch, long from, long to) {
    return ContractCalls.submitBatch(
        deviceId,
        epoch.hex(),
        from,
        store.leaves(epoch, from, to).stream().map(Bytes::toArray).toList(),
        store.head(epoch).note(deviceId).encode());
  }

  private Body body(Sold sold) {
    SoldLine first = sold.first();
    String session = "line-" + first.line();
    Tender tender = tender(sold);
    if (sold.isHeld()) {
      return ReviewOpened.draft(session, tender, List.of(), first.hold().orElseThrow(), List.of());
    }
    List<SaleLine> lines = sold.lines().stream().map(this::line).toList();
    return Sale.draft(session, tender, lines, mapping.currency().code(), List.of());
  }

  private Tender tender(Sold sold) {
    return new Tender(Payment.provider(mapping, sold), mapping.merchant(), sold.reference());
  }

  private SaleLine line(SoldLine line) {
    return new SaleLine(
        line.product(),
        line.quantity(),
        line.unitPriceMinor(),
        supplier,
        mapping.taxBp(),
        VERSION,
        VERSION,
        CERTAIN_PPM,
        null);
  }

  private DayClose close(LocalDate day) {
    ZonedDateTime end = day.plusDays(1).atStartOfDay(zone);
    return DayClose.draft(
        day.toString(),
        day.toString(),
        end.getOffset().getTotalSeconds(),
        mapping.currency().code());
  }

  private Stamp stamp(ZonedDateTime time) {
    return new Stamp(time.toEpochSecond() * MICROS, false, 0, source);
  }

  private long seed() {
    byte[] text = ("import\n" + source.hex() + "\n" + deviceId).getBytes(StandardCharsets.UTF_8);
    return java.nio.ByteBuffer.wrap(TreeHash.sha256(text).toArray()).getLong();
  }
}
