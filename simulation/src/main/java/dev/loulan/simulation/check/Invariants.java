package dev.loulan.simulation.check;

import dev.loulan.agent.session.AlertCode;
import dev.loulan.domain.json.Fields;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.PlanogramVersion;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.JournalVerifier;
import dev.loulan.journal.verify.Verification;
import dev.loulan.simulation.device.Device;
import dev.loulan.simulation.device.Trouble;
import dev.loulan.simulation.server.Operator;
import dev.loulan.simulation.server.Server;
import dev.loulan.simulation.shelf.Goods;
import dev.loulan.simulation.shelf.Visit;
import dev.loulan.simulation.store.Entries;
import dev.loulan.simulation.store.MemoryRawJournal;
import dev.loulan.simulation.world.World;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
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
        daysAgree(device, entries);
        opensToEvidence(device, entries);
      } else {
        troubleIsKnown(device);
      }
      sessionsAreTrue(device, entries, ledger);
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

  private void daysAgree(Device device, List<JournalEntry> entries) {
    long sales = 0;
    long reviews = 0;
    long gross = 0;
    String previous = "";
    for (JournalEntry entry : entries) {
      switch (entry.body()) {
        case Sale sale -> {
          sales++;
          gross += sale.lineTotalMinor();
        }
        case ReviewOpened _ -> reviews++;
        case DayClose close -> {
          dayAgrees(device, close, sales, reviews, gross);
          String expected = calendar.lastDayOver(entry.header().atMicros()).toString();
          if (!close.toDay().equals(expected) || close.fromDay().compareTo(previous) <= 0) {
            world.violated(
                "business-day",
                device.name()
                    + " closed "
                    + close.fromDay()
                    + " to "
                    + close.toDay()
                    + " where "
                    + expected
                    + " was over and "
                    + previous
                    + " was closed");
          }
          previous = close.toDay();
          sales = 0;
          reviews = 0;
          gross = 0;
        }
        default -> {
          // No other type counts.
        }
      }
    }
  }

  private void dayAgrees(Device device, DayClose close, long sales, long reviews, long gross) {
    byte[] stored =
        server.ledger().state().get("SALES||day/" + close.toDay() + "/" + device.name());
    if (stored == null) {
      world.violated(
          "liveness", device.name() + ": day " + close.toDay() + " is not on the ledger");
      return;
    }
    Fields day = LedgerFacts.fields(stored);
    if (day.integer("sales") != sales
        || day.integer("reviews") != reviews
        || day.integer("gross") != gross) {
      world.violated(
          "day-agrees",
          device.name()
              + " sold "
              + sales
              + " for "
              + gross
              + " by "
              + close.toDay()
              + ", the ledger says "
              + day.integer("sales")
              + " for "
              + day.integer("gross"));
    }
    if (LedgerFacts.statements(server.ledger().state(), close.toDay()).isEmpty()) {
      world.violated("liveness", "day " + close.toDay() + " is closed and not settled");
    }
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
        device.trouble().orElseThrow() == Trouble.CARD_DAMAGED
            ? books.wasAlerted(device.name(), AlertCode.JOURNAL)
            : books.wasAlerted(device.name(), AlertCode.SYNC_REFUSED)
                || server.store().findings().stream()
                    .anyMatch(f -> f.device().equals(device.name()));
    if (!known) {
      world.violated(
          "alerted", device.name() + " is in trouble (" + device.trouble() + ") and nobody knows");
    }
  }

  /** Every visit ended in the true receipt or in a review, wherever it was cut. */
  private void sessionsAreTrue(Device device, List<JournalEntry> entries, LedgerFacts ledger) {
    Map<String, Sale> sales = new TreeMap<>();
    Set<String> reviewed = new HashSet<>();
    Set<String> closed = new HashSet<>();
    Map<String, List<Integer>> layouts = new TreeMap<>();
    String planogram = "";
    for (JournalEntry entry : entries) {
      switch (entry.body()) {
        case PlanogramVersion version -> planogram = version.document().version();
        case SessionOpened opened ->
            layouts.put(opened.session(), operator.layout(device.name(), planogram));
        case Sale sale -> sales.put(sale.session(), sale);
        case ReviewOpened review -> reviewed.add(review.session());
        case SessionClosed end -> closed.add(end.session());
        case Body _ -> {
          // Says nothing of an outcome.
        }
      }
    }
    ledger.reviews().stream()
        .filter(r -> r.device().equals(device.name()))
        .forEach(r -> reviewed.add(r.session()));
    Map<String, List<Long>> prices = operator.priceLists(device.name());
    for (Visit visit : books.visits()) {
      // Goods that stand elsewhere than the agent was told are weighed as what they are not.
      boolean elsewhere =
          !visit.isRestock()
              && !layouts.getOrDefault(visit.session(), visit.layout()).equals(visit.layout());
      if (!visit.device().equals(device.name()) || visit.arePlatesWrong() || elsewhere) {
        continue;
      }
      Sale sale = sales.get(visit.session());
      boolean review = reviewed.contains(visit.session());
      if (sale != null) {
        saleIsTrue(visit, sale, review, prices);
      } else if (!review && !visit.taken().isEmpty() && !visit.isRestock()) {
        boolean excused = visit.areFramesLost() || device.trouble().isPresent();
        if (!excused) {
          world.violated(
              "true-receipt-or-review",
              device.name()
                  + ": "
                  + goodsOf(visit)
                  + " left in session "
                  + visit.session()
                  + ", which "
                  + (closed.contains(visit.session()) ? "ended in nothing" : "has no end"));
        }
      }
    }
  }

  private void saleIsTrue(Visit visit, Sale sale, boolean review, Map<String, List<Long>> prices) {
    Map<String, Long> sold = new TreeMap<>();
    for (SaleLine line : sale.lines()) {
      sold.merge(line.gtin(), line.quantity(), Long::sum);
      int product = goods.number(line.gtin());
      List<Long> list = prices.get(line.priceVersion());
      if (list == null || product < 0 || list.get(product) != line.unitPriceMinor()) {
        world.violated(
            "price",
            "session " + visit.session() + " sold " + line.gtin() + " at " + line.unitPriceMinor());
      }
    }
    SortedMap<String, Long> taken = new TreeMap<>();
    visit.taken().forEach((number, units) -> taken.put(goods.gtin(number).value(), (long) units));
    boolean within =
        sold.entrySet().stream().allMatch(e -> e.getValue() <= taken.getOrDefault(e.getKey(), 0L));
    if (visit.isRestock() || (review ? !within : !sold.equals(taken))) {
      world.violated(
          "true-receipt-or-review",
          visit.device()
              + ": session "
              + visit.session()
              + " sold "
              + sold
              + (review ? " beside a review" : "")
              + ", "
              + goodsOf(visit)
              + " left");
    }
    String reference = sale.tender() == null ? "" : sale.tender().reference();
    if (!reference.equals(visit.reference())) {
      world.violated(
          "payment",
          visit.device()
              + ": session "
              + visit.session()
              + " is paid with '"
              + reference
              + "' instead of '"
              + visit.reference()
              + "'");
    }
  }

  private String goodsOf(Visit visit) {
    List<String> words = new ArrayList<>();
    visit.taken().forEach((number, units) -> words.add(units + " of " + goods.gtin(number)));
    return words.isEmpty() ? "nothing" : String.join(" and ", words);
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
