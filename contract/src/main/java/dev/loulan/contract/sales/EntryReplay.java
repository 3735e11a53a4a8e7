package dev.loulan.contract.sales;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.state.Message;
import dev.loulan.domain.BusinessDay;
import dev.loulan.journal.KeySuccession;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Boot;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Calibration;
import dev.loulan.journal.entry.ClockKind;
import dev.loulan.journal.entry.Configuration;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.entry.EpochOpened;
import dev.loulan.journal.entry.Heartbeat;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.KeyChange;
import dev.loulan.journal.entry.PlanogramVersion;
import dev.loulan.journal.entry.PriceVersion;
import dev.loulan.journal.entry.Restock;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.Scan;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.entry.SignerDown;
import dev.loulan.journal.entry.SignerUp;
import dev.loulan.journal.entry.TimeAnchor;
import dev.loulan.journal.entry.WeightStep;
import dev.loulan.journal.merkle.Frontier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries a device's state over the entries of one batch, checking every counter on the way. The
 * batch's own sales, reviews and closed days are what comes out beside the new state.
 */
final class EntryReplay {
  private final Device device;
  private final KeySuccession keys;
  private final boolean simulatedClockAllowed;
  private final String epoch;
  private final long batchFrom;
  private long sales;
  private long grossMinor;
  private long reviews;
  private final List<ClosedDay> closedDays = new ArrayList<>();
  private Counters counters;
  private DeviceHead.Totals totals;
  private DeviceHead.Totals openTotals;
  private List<EntryRange> openRanges;
  private EntryRange current;
  private Optional<BusinessDay> lastClosedDay;

  /**
   * Starts from the state before the batch.
   *
   * @param keys follows the changes of the device's key
   * @param before with the epoch that the batch belongs to
   */
  EntryReplay(
      Device device,
      KeySuccession keys,
      boolean simulatedClockAllowed,
      DeviceHead before,
      long batchFrom) {
    this.device = device;
    this.keys = keys;
    this.simulatedClockAllowed = simulatedClockAllowed;
    this.epoch = before.epoch();
    this.batchFrom = batchFrom;
    this.counters = before.counters();
    this.totals = before.totals();
    this.openTotals = before.open().totals();
    this.openRanges = before.open().ranges();
    this.current = before.open().current();
    this.lastClosedDay = before.lastClosedDay();
  }

  void apply(JournalEntry entry) throws Refusal {
    requireCounters(entry);
    counters = counters.after(entry);
    switch (entry.body()) {
      case Sale sale -> sale(entry, sale);
      case ReviewOpened _ -> review();
      case DayClose close -> close(entry, close);
      case Boot boot -> boot(boot);
      case EpochOpened opened -> requireFirst(entry, opened);
      case KeyChange change -> changeKey(entry, change);
      case Restock _,
          PriceVersion _,
          PlanogramVersion _,
          TimeAnchor _,
          SessionOpened _,
          SessionClosed _,
          Door _,
          WeightStep _,
          Scan _,
          Calibration _,
          Configuration _,
          Alert _,
          Heartbeat _,
          SignerDown _,
          SignerUp _ -> {
        // Counted above; nothing of the ledger follows from them yet.
      }
    }
  }

  /** The state after the batch, whose frontier is given. */
  DeviceHead head(Frontier log) {
    return new DeviceHead(
        epoch,
        Bytes.of(log.encode()),
        counters,
        totals,
        new DeviceHead.OpenDay(openTotals, openRanges, current.upTo(log.size())),
        lastClosedDay);
  }

  long sales() {
    return sales;
  }

  long grossMinor() {
    return grossMinor;
  }

  long reviews() {
    return reviews;
  }

  List<ClosedDay> closedDays() {
    return List.copyOf(closedDays);
  }

  private void requireCounters(JournalEntry entry) throws Refusal {
    if (entry.type().onLedger() && entry.header().ledgerNo() != counters.ledgerNo() + 1) {
      throw new Refusal(
          ContractCode.RUNNING_NUMBER,
          Message.of(
              "Entry %d has running number %d where %d is due: an entry is missing before it",
              entry.seq(), entry.header().ledgerNo(), counters.ledgerNo() + 1));
    }
    List<String> faults = counters.faults(entry);
    if (!faults.isEmpty()) {
      throw new Refusal(
          ContractCode.COUNTER,
          "Entry " + entry.seq() + " does not fit the counters: " + String.join("; ", faults));
    }
  }

  private void sale(JournalEntry entry, Sale sale) throws Refusal {
    if (!sale.currency().equals(device.currency().code())) {
      throw new Refusal(
          ContractCode.ENTRY,
          Message.of(
              "Entry %d is in %s, the device is registered for %s",
              entry.seq(), sale.currency(), device.currency()));
    }
    sales++;
    grossMinor = Math.addExact(grossMinor, sale.lineTotalMinor());
    totals = totals.withSale(sale.lineTotalMinor());
    openTotals = openTotals.withSale(sale.lineTotalMinor());
  }

  private void review() {
    reviews++;
    totals = totals.withReview();
    openTotals = openTotals.withReview();
  }

  private void close(JournalEntry entry, DayClose close) throws Refusal {
    BusinessDay from = new BusinessDay(close.fromDay());
    BusinessDay day = new BusinessDay(close.toDay());
    if (lastClosedDay.isPresent() && from.compareTo(lastClosedDay.get()) <= 0) {
      throw new Refusal(
          ContractCode.DAY_CLOSE,
          Message.of(
              "Entry %d closes %s, but %s is closed already",
              entry.seq(), from, lastClosedDay.get()));
    }
    List<EntryRange> ranges = new ArrayList<>(openRanges);
    ranges.add(current.upTo(entry.seq()));
    closedDays.add(
        new ClosedDay(
            device.deviceId(),
            from,
            day,
            openTotals.sales(),
            openTotals.reviews(),
            openTotals.grossMinor(),
            ranges));
    openTotals = DeviceHead.Totals.ZERO;
    openRanges = List.of();
    current = new EntryRange(epoch, batchFrom, entry.seq() + 1, entry.seq() + 1);
    lastClosedDay = Optional.of(day);
  }

  private void boot(Boot boot) throws Refusal {
    if (boot.clock() == ClockKind.SIMULATED && !simulatedClockAllowed) {
      throw new Refusal(
          ContractCode.CLOCK_SIMULATED,
          "The device runs on a simulated clock, which this consortium does not accept");
    }
  }

  private void requireFirst(JournalEntry entry, EpochOpened opened) throws Refusal {
    if (entry.seq() != 0 || !opened.device().equals(device.deviceId())) {
      throw new Refusal(
          ContractCode.ENTRY,
          Message.of("Entry %d opens an epoch of device %s", entry.seq(), opened.device()));
    }
    if (!opened.publicKey().equals(keys.current().publicKey())) {
      throw new Refusal(
          ContractCode.KEY_CHANGE,
          Message.of(
              "The epoch is opened with another key than device %s signs with", opened.device()));
    }
  }

  private void changeKey(JournalEntry entry, KeyChange change) throws Refusal {
    if (!keys.follow(change)) {
      throw new Refusal(
          ContractCode.KEY_CHANGE,
          Message.of(
              "Entry %d changes the key of device %s, but not both keys signed the change",
              entry.seq(), device.deviceId()));
    }
  }
}
