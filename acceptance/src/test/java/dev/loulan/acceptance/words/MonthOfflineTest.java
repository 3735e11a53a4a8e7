package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large shelf that sells for a month while its line is cut, and then finds its server again. */
class MonthOfflineTest {
  private static final int DAYS = 30;
  private static final int SALES_A_DAY = 40;
  private static final int PLATES = 278;
  private static final long MONTH_BEGIN = 1_790_812_800_000_000L;
  private static final long SEGMENT_LIMIT = 4L * 1024 * 1024;

  @TempDir private Path folder;

  @Test
  void a_month_of_sales_reaches_the_ledger_in_parts_and_none_is_lost_or_doubled() throws Exception {
    Path data = folder.resolve("agent");
    try (LiveServer server = LiveServer.start(folder.resolve("server"))) {
      found(server);
      Path config = agentConfig(server, data);
      runOnce(config);
      onlyItsOwnerReads(data);
      long size = sellForAMonth(data);
      assertThat(Files.size(data.resolve("journal.sqlite"))).isGreaterThan(2 * SEGMENT_LIMIT);
      try (Loulan.Running agent = Loulan.word("agent", "--config", config).start()) {
        agent.awaitLine("ready ", 60);
        JsonNode device = awaitLedger(server, size);
        assertThat(device.required("obstacle").isNull()).as(device.toString()).isTrue();
      }
      JsonNode sales = server.status().at("/ledger");
      assertThat(sales.required("sales").longValue()).isEqualTo(DAYS * SALES_A_DAY);
      assertThat(sales.required("gross").longValue()).isEqualTo(DAYS * SALES_A_DAY * 350L);
    }
  }

  private void found(LiveServer server) {
    Path key = folder.resolve("op.key");
    server.word("party", "key", key, "--role", "operator").run().exits(0);
  }

  private Path agentConfig(LiveServer server, Path data) throws IOException {
    String claim =
        server
            .word("device", "add", "month-1", "--shelf", "lobby", "--operator", "op", "--json")
            .run()
            .exits(0)
            .json()
            .required("claim")
            .textValue();
    return Files.write(
        folder.resolve("agent.properties"),
        List.of(
            "loulan.agent.device=month-1",
            "loulan.agent.data=" + data,
            "loulan.agent.server=" + server.deviceAddress(),
            "loulan.agent.claim=" + claim,
            "loulan.agent.broker=tcp://127.0.0.1:" + LiveServer.freePort()));
  }

  /** Enrols, opens the journal, and is cut off. */
  private static void runOnce(Path config) throws InterruptedException {
    try (Loulan.Running agent = Loulan.word("agent", "--config", config).start()) {
      agent.awaitLine("ready ", 60);
    }
  }

  private static void onlyItsOwnerReads(Path data) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
    for (String name : List.of("journal.sqlite", "journal-secret.key", "device.pem")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name))))
          .as(name)
          .isEqualTo("rw-------");
    }
  }

  /** Writes what a shelf of many plates writes, a commit for each session. */
  private static long sellForAMonth(Path data) throws IOException {
    try (SqliteJournalStore store = SqliteJournalStore.open(data.resolve("journal.sqlite"))) {
      Journal journal =
          Journal.open(
              store,
              new FileKeys(data, "month-1", null, Optional.empty()).current(),
              new IdSource(new Random(7)),
              "month-1",
              new EpochDecision.Continue(),
              new Stamp(MONTH_BEGIN, true, 0));
      long at = MONTH_BEGIN;
      for (int day = 0; day < DAYS; day++) {
        for (int sale = 0; sale < SALES_A_DAY; sale++) {
          at += 60_000_000;
          Stamp stamp = new Stamp(at, true, at - MONTH_BEGIN);
          journal.append(stamp, session(journal.nextSeq(), day + "-" + sale, at));
          journal.commit();
        }
        String date = LocalDate.of(2026, 10, 1).plusDays(day).toString();
        journal.append(new Stamp(at, true, at - MONTH_BEGIN), DayClose.draft(date, date, 0, "USD"));
        at = MONTH_BEGIN + (day + 1) * 86_400_000_000L;
      }
      journal.commit();
      return journal.head().size();
    }
  }

  private static List<Body> session(long seq, String name, long at) {
    Tender tender = new Tender("pay", "m1", "r-" + name);
    List<PlateWeight> plates = new ArrayList<>();
    for (int plate = 0; plate < PLATES; plate++) {
      plates.add(new PlateWeight("board-" + plate / 40 + "/s1p" + plate, 500_000 + plate));
    }
    SaleLine line = new SaleLine("2000000000015", 1, 350, "acme", 0, "1", "1", 990_000, null);
    return List.of(
        new Heartbeat(seq, 0),
        new SessionOpened(name, tender, plates),
        new WeightStep(name, "board-0", List.of("s1p1"), at, at, -545_000, 800, StepKind.TAKE),
        Sale.draft(
            name,
            tender,
            List.of(line),
            "USD",
            List.of(new Evidence(seq + 2, Bytes.of(new byte[32])))),
        new SessionClosed(name, Outcome.SALE));
  }

  private static JsonNode awaitLedger(LiveServer server, long size) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    JsonNode device = server.status().at("/devices/0");
    while (System.nanoTime() < end
        && (device.required("lag").longValue() > 0 || server.sizeOf("month-1") < size)) {
      Thread.sleep(500);
      device = server.status().at("/devices/0");
    }
    assertThat(server.sizeOf("month-1")).as(device.toString()).isGreaterThanOrEqualTo(size);
    return device;
  }
}
