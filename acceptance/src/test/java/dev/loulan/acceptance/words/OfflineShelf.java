package dev.loulan.acceptance.words;

import dev.loulan.agent.identity.FileKeys;
import dev.loulan.journal.EpochDecision;
import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.Evidence;
import dev.loulan.journal.entry.Heartbeat;
import dev.loulan.journal.entry.Outcome;
import dev.loulan.journal.entry.PlateWeight;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.entry.StepKind;
import dev.loulan.journal.entry.Tender;
import dev.loulan.journal.entry.WeightStep;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A controller that enrols, then sells for a month while its line is cut. */
record OfflineShelf(
    Path folder, String device, String operator, int salesADay, int plates, int sessionsACommit) {
  static final int DAYS = 30;
  static final long PRICE = 350;
  private static final LocalDate FIRST = LocalDate.of(2026, 10, 1);
  private static final long MONTH_BEGIN = 1_790_812_800_000_000L;

  Path data() {
    return folder.resolve(device);
  }

  int sales() {
    return DAYS * salesADay;
  }

  /** Registers the operator and the device; returns the agent's configuration. */
  Path register(LiveServer server) throws IOException {
    Path key = folder.resolve(operator + ".key");
    server.word("party", "key", key, "--role", "operator", "--id", operator).run().exits(0);
    String claim =
        server
            .word("device", "add", device, "--shelf", "lobby", "--operator", operator, "--json")
            .run()
            .exits(0)
            .json()
            .required("claim")
            .textValue();
    return config(server, claim);
  }

  /** As before, for a server that has another address now. */
  Path config(LiveServer server, String claim) throws IOException {
    return Files.write(
        folder.resolve(device + ".properties"),
        List.of(
            "loulan.agent.device=" + device,
            "loulan.agent.data=" + data(),
            "loulan.agent.server=" + server.deviceAddress(),
            "loulan.agent.claim=" + claim,
            "loulan.agent.broker=tcp://127.0.0.1:" + LiveServer.freePort()));
  }

  /** Enrols, opens the journal, and is cut off. */
  static void runOnce(Path config) throws InterruptedException {
    try (Loulan.Running agent = Loulan.word("agent", "--config", config).start()) {
      agent.awaitLine("ready ", 60);
    }
  }

  /**
   * Writes what the shelf writes in the month.
   *
   * @return how many entries the journal has then
   */
  long sellForAMonth() throws IOException {
    try (SqliteJournalStore store = SqliteJournalStore.open(data().resolve("journal.sqlite"))) {
      Journal journal = open(store);
      long at = MONTH_BEGIN;
      for (int day = 0; day < DAYS; day++) {
        for (int sale = 0; sale < salesADay; sale++) {
          at += 86_000_000_000L / salesADay;
          Stamp stamp = new Stamp(at, true, at - MONTH_BEGIN);
          journal.append(stamp, session(journal.nextSeq(), day + "-" + sale, at));
          if (sale % sessionsACommit == sessionsACommit - 1) {
            journal.commit();
          }
        }
        String date = FIRST.plusDays(day).toString();
        journal.append(new Stamp(at, true, at - MONTH_BEGIN), DayClose.draft(date, date, 0, "USD"));
        at = MONTH_BEGIN + (day + 1) * 86_400_000_000L;
      }
      journal.commit();
      return journal.head().size();
    }
  }

  /** Sells so much more, after the month, while the agent does not run. */
  void sellMore(int sales) throws IOException {
    try (SqliteJournalStore store = SqliteJournalStore.open(data().resolve("journal.sqlite"))) {
      Journal journal = open(store);
      long at = MONTH_BEGIN + DAYS * 86_400_000_000L;
      for (int sale = 0; sale < sales; sale++) {
        at++;
        String name = "more-" + journal.head().size() + "-" + sale;
        journal.append(new Stamp(at, true, at - MONTH_BEGIN), session(journal.nextSeq(), name, at));
        if (sale % sessionsACommit == sessionsACommit - 1) {
          journal.commit();
        }
      }
      journal.commit();
    }
  }

  private Journal open(SqliteJournalStore store) throws IOException {
    return Journal.open(
        store,
        new FileKeys(data(), device, null, Optional.empty()).current(),
        new IdSource(new Random(7)),
        device,
        new EpochDecision.Continue(),
        new Stamp(MONTH_BEGIN, true, 0));
  }

  private List<Body> session(long seq, String name, long at) {
    Tender tender = new Tender("pay", "m1", "r-" + name);
    List<PlateWeight> levels = new ArrayList<>();
    for (int plate = 0; plate < plates; plate++) {
      levels.add(new PlateWeight("board-" + plate / 40 + "/s1p" + plate, 500_000 + plate));
    }
    SaleLine line = new SaleLine("2000000000015", 1, PRICE, "acme", 0, "1", "1", 990_000, null);
    return List.of(
        new Heartbeat(seq, 0),
        new SessionOpened(name, tender, levels),
        new WeightStep(name, "board-0", List.of("s1p1"), at, at, -545_000, 800, StepKind.TAKE),
        Sale.draft(
            name,
            tender,
            List.of(line),
            "USD",
            List.of(new Evidence(seq + 2, Bytes.of(new byte[32])))),
        new SessionClosed(name, Outcome.SALE));
  }
}
