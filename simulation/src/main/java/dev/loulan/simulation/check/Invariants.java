package dev.loulan.simulation.check;

import dev.loulan.agent.session.AlertCode;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.JournalVerifier;
import dev.loulan.journal.verify.Verification;
import dev.loulan.simulation.device.Device;
import dev.loulan.simulation.server.Operator;
import dev.loulan.simulation.server.Server;
import dev.loulan.simulation.shelf.Goods;
import dev.loulan.simulation.store.Entries;
import dev.loulan.simulation.store.MemoryRawJournal;
import dev.loulan.simulation.world.World;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What must hold while a run goes on and when it is over. */
public final class Invariants {
  private static final int MOST_WAITING_FRAMES = 600;
  private static final int MOST_BOARD_FRAMES = 200;

  private final World world;
  private final Server server;
  private final Operator operator;
  private final Books books;
  private final Goods goods;
  private final DayCalendar calendar;
  private final Receipts receipts;
  private final DeviceDays days;
  private final Map<String, String> closedBefore = new TreeMap<>();
  private final Map<String, Long> due = new TreeMap<>();

  public Invariants(
      World world,
      Server server,
      Operator operator,
      Books books,
      Goods goods,
      DayCalendar calendar) {
    this.world = world;
    this.server = server;
    this.operator = operator;
    this.books = books;
    this.goods = goods;
    this.calendar = calendar;
    this.receipts = new Receipts(world, operator, books, goods);
    this.days = new DeviceDays(world, server, calendar);
  }

  /** What can be checked at any time; cheap enough for every day. */
  public void whileRunning(List<Device> devices) {
    closedDaysStay();
    for (Device device : devices) {
      if (device.waitingFrames() > MOST_WAITING_FRAMES) {
        world.violated(
            "bounded", device.name() + " has " + device.waitingFrames() + " frames waiting");
      }
    }
  }

  public void boardIsBounded(String device, int kept) {
    if (kept > MOST_BOARD_FRAMES) {
      world.violated("bounded", "the board of " + device + " keeps " + kept + " frames");
    }
  }

  private void closedDaysStay() {
    LedgerFacts.closedDays(server.ledger().state())
        .forEach((key, value) -> {
          String now = new String(value, StandardCharsets.UTF_8);
          String before = closedBefore.putIfAbsent(key, now);
          if (before != null && !before.equals(now)) {
            world.violated("closed-day-stays", "the closed day " + key + " changed");
          }
          String over = calendar.lastDayOver(world.time().now()).toString();
          if (before == null && key.substring(0, over.length()).compareTo(over) > 0) {
            world.violated("business-day", "the day " + key + " is closed before it is over");
          }
        });
  }

  /** What the devices hold now must have arrived everywhere at the end. */
  public void mustArrive(List<Device> devices) {
    devices.forEach(device -> due.put(device.name(), device.disk().journal().entries()));
  }

  /** What must hold once nothing goes wrong any more and two days have passed. */
  public void atTheEnd(List<Device> devices) {
    closedDaysStay();
    LedgerFacts ledger = LedgerFacts.of(server.ledger().state());
    Set<String> devicesSound = new HashSet<>();
    for (Device device : devices) {
      List<JournalEntry> entries = Entries.of(device.disk().journal());
      if (device.trouble().isEmpty()) {
        devicesSound.add(device.name());
        verifies(device);
        settledEverything(device, entries);
        onLedgerExactlyOnce(device, entries, ledger);
        days.check(device, entries);
        opensToEvidence(device, entries);
      } else {
        troubleIsKnown(device);
      }
      receipts.check(device, entries, ledger);
    }
    acknowledgedAreOnLedger(devicesSound, ledger);
    noSaleTwice(ledger);
    if (!operator.isDone()) {
      world.violated("liveness", "people still wait for the ledger to take what they handed in");
    }
    new Cents(world, server, operator, goods).check(ledger);
  }

  private void verifies(Device device) {
    Verification result =
        JournalVerifier.verify(new MemoryRawJournal(device.disk().journal()), Expectation.NONE);
    if (!result.faults().isEmpty()) {
      world.violated("journal-sound", device.name() + ": " + result.faults().getFirst());
    }
  }

  private void settledEverything(Device device, List<JournalEntry> entries) {
    long there = server.store().read(kept -> kept.entryCount(device.name()));
    if (there < due.getOrDefault(device.name(), 0L) || there > entries.size()) {
      world.violated(
          "liveness",
          device.name() + " has " + entries.size() + " entries, the server has " + there);
      return;
    }
    long lag = there - server.store().read(kept -> kept.committedEntries(device.name()));
    if (lag != 0) {
      String why =
          server
              .store()
              .read(kept -> kept.lastSubmission(device.name()))
              .map(last -> last.state() + " " + last.what())
              .orElse("nothing was submitted");
      world.violated(
          "liveness", lag + " entries of " + device.name() + " are not on the ledger: " + why);
    }
    LocalDate over = calendar.lastDayOver(world.time().now() - 8_000_000_000L);
    String last =
        entries.stream()
            .map(JournalEntry::body)
            .filter(DayClose.class::isInstance)
            .map(body -> ((DayClose) body).toDay())
            .reduce("", (_, next) -> next);
    if (device.isUp() && last.compareTo(over.toString()) < 0) {
      world.violated(
          "liveness", device.name() + " should have closed " + over + ", it last closed " + last);
    }
  }

  private void onLedgerExactlyOnce(Device device, List<JournalEntry> entries, LedgerFacts ledger) {
    Map<String, Long> journaled = new TreeMap<>();
    for (JournalEntry entry : entries) {
      if (entry.body() instanceof Sale sale) {
        journaled.put(id(device, entry), sale.lineTotalMinor());
      } else if (entry.body() instanceof ReviewOpened) {
        journaled.put("review " + id(device, entry), 0L);
      }
    }
    Map<String, Long> there = new TreeMap<>();
    for (LedgerFacts.Sale sale : ledger.sales()) {
      if (sale.device().equals(device.name()) && there.put(sale.saleId(), sale.gross()) != null) {
        world.violated("exactly-once", "sale " + sale.saleId() + " is on the ledger twice");
      }
    }
    for (LedgerFacts.Review review : ledger.reviews()) {
      String id = "review " + review.reviewId();
      if (review.device().equals(device.name()) && there.put(id, 0L) != null) {
        world.violated("exactly-once", id + " is on the ledger twice");
      }
    }
    if (!there.equals(journaled)) {
      Set<String> missing = new HashSet<>(journaled.keySet());
      missing.removeAll(there.keySet());
      Set<String> extra = new HashSet<>(there.keySet());
      extra.removeAll(journaled.keySet());
      world.violated(
          "exactly-once",
          device.name()
              + ": not on the ledger "
              + missing.stream().sorted().limit(3).toList()
              + ", only on the ledger "
              + extra.stream().sorted().limit(3).toList());
    }
  }

  private static String id(Device device, JournalEntry entry) {
    return device.name() + ":" + entry.header().epoch().hex() + ":" + entry.seq();
  }

  private void opensToEvidence(Device device, List<JournalEntry> entries) {
    for (JournalEntry entry : entries) {
      if (entry.body() instanceof Sale sale) {
        boolean kept =
            sale.evidence().stream()
                .allMatch(e -> device.disk().hasEvidence(e.windowSha256().hex()));
        if (sale.evidence().isEmpty()
            || (!kept && !books.wasAlerted(device.name(), AlertCode.EVIDENCE))) {
          world.violated(
              "evidence", "sale " + id(device, entry) + " does not open to its evidence");
        }
      }
    }
  }

  private void troubleIsKnown(Device device) {
    boolean known =
        switch (device.trouble().orElseThrow()) {
          case CARD_DAMAGED -> books.wasAlerted(device.name(), AlertCode.JOURNAL);
          case CLONED, SET_BACK ->
              books.wasAlerted(device.name(), AlertCode.SYNC_REFUSED)
                  || server.store().findings().stream()
                      .anyMatch(f -> f.device().equals(device.name()));
          case SET_BACK_UNSEEN -> true;
        };
    if (!known) {
      world.violated(
          "alerted", device.name() + " is in trouble (" + device.trouble() + ") and nobody knows");
    }
  }

  private void acknowledgedAreOnLedger(Set<String> devices, LedgerFacts ledger) {
    Map<String, LedgerFacts.Sale> bySession = new TreeMap<>();
    ledger.sales().forEach(sale -> bySession.put(sale.device() + " " + sale.session(), sale));
    for (Books.Acknowledged told : books.acknowledged()) {
      LedgerFacts.Sale sale = bySession.get(told.device() + " " + told.session());
      if (devices.contains(told.device()) && (sale == null || sale.gross() != told.amountMinor())) {
        world.violated(
            "acknowledged-on-ledger",
            told.device()
                + " told a shopper of "
                + told.amountMinor()
                + " in session "
                + told.session()
                + ", the ledger has "
                + (sale == null ? "nothing" : String.valueOf(sale.gross())));
      }
    }
  }

  private void noSaleTwice(LedgerFacts ledger) {
    Set<String> sessions = new HashSet<>();
    for (LedgerFacts.Sale sale : ledger.sales()) {
      if (!sessions.add(sale.device() + " " + sale.session())) {
        world.violated(
            "exactly-once", "session " + sale.session() + " was sold twice on " + sale.device());
      }
    }
  }
}
