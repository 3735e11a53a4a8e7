package dev.loulan.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.bridge.client.BoardClient;
import dev.loulan.bridge.client.BoardFeed;
import dev.loulan.cli.demo.DemoSetup;
import dev.loulan.cli.line.DayEnd;
import dev.loulan.cli.line.JournalView;
import dev.loulan.cli.line.Line;
import dev.loulan.cli.line.LineOptions;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.process.Installation;
import dev.loulan.cli.statement.Statement;
import dev.loulan.domain.json.Json;
import dev.loulan.journal.verify.Verification;
import dev.loulan.needs.Needs;
import dev.loulan.testkit.broker.Broker;
import dev.loulan.testkit.sim.DemoShelf;
import dev.loulan.testkit.sim.DemoTerms;
import dev.loulan.testkit.sim.Pacer;
import dev.loulan.testkit.sim.ShelfDay;
import dev.loulan.testkit.sim.ShelfSimulator;
import dev.loulan.testkit.sim.Visit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Server, agent, broker and board as they run on a device, with an agent that dies often. */
class AgentKillTest {
  private static final long SEED = Long.getLong("loulan.kill.seed", 20_260_302);
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  private static final int SESSIONS = 55;
  private static final int LEAST_KILLS = 50;
  private static final int LEAST_INSIDE = 35;

  // What the programs left behind and said stays where it is when a visit went wrong.
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final DemoShelf shelf = DemoShelf.standard();
  private final DemoTerms terms = DemoTerms.standard();
  private final ShelfDay day = ShelfDay.businessDay(shelf, SEED, DAY, ZoneOffset.UTC, SESSIONS);
  private final KillPlan plan = KillPlan.of(day, SEED);

  @Test
  void killed_anywhere_each_visit_ends_in_its_true_sale_once_or_in_a_review()
      throws IOException, InterruptedException {
    System.out.println("seed " + SEED + " (-Dloulan.kill.seed)");
    LineOptions options = new LineOptions(installation(), folder, Broker.Choice.AUTO, 0);
    JournalView journal = new JournalView(options);
    Path file = options.agent().resolve("journal.sqlite");
    KillDrill drill;
    Statement statement;
    Json reviews;
    try (Line line = Line.start(options, DemoSetup.of(shelf, terms, DAY, SEED), new Output())) {
      drill = run(line, file);
      line.admin().post("/bills", day.bill(terms).json());
      statement = DayEnd.settle(line, DAY.toString());
      reviews = line.admin().get("/reviews");
    }
    DayBooks books =
        new DayBooks(
            JournalState.read(file),
            DayBooks.ledger(
                folder.resolve("server").resolve("ledger.db"), terms.operator(), DAY.toString()),
            DayBooks.reviewed(reviews));
    compare(books, drill, statement);
    Verification verification = journal.verify();
    assertThat(verification.faults()).isEmpty();
    assertThat(verification.trusted()).isTrue();
    assertThat(drill.kills()).hasSizeGreaterThanOrEqualTo(LEAST_KILLS);
    assertThat(drill.kills().stream().filter(KillDrill.Kill::isInside))
        .hasSizeGreaterThanOrEqualTo(LEAST_INSIDE);
  }

  private KillDrill run(Line line, Path journal) throws IOException, InterruptedException {
    int port = bridgePort();
    KillDrill.moveTo(line, port);
    try (BoardClient client = BoardClient.connect(line.bridge())) {
      BoardFeed feed = ShelfSimulator.connect(client, day);
      KillDrill drill = new KillDrill(line, port, feed, journal, day, plan);
      new ShelfSimulator(day, terms, ShelfSimulator.Between.SPARSE).run(drill, Pacer.max());
      drill.awaitKills();
      assertThat(feed.awaitAcknowledged(Duration.ofMinutes(2)))
          .as("whether the agent consumed the day")
          .isTrue();
      return drill;
    }
  }

  private void compare(DayBooks books, KillDrill drill, Statement statement) {
    Set<Integer> killed =
        drill.kills().stream().map(k -> k.point().visit()).collect(Collectors.toSet());
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < day.visits().size(); i++) {
      Visit visit = day.visits().get(i);
      boolean putBack = visit.moves().stream().anyMatch(move -> move.deltaMg() > 0);
      for (String fault : books.faults(visit, killed.contains(i) || putBack)) {
        faults.add(visit.reference() + ": " + fault);
      }
    }
    drill.announced().stream()
        .filter(said -> !books.keeps(said))
        .forEach(said -> faults.add("it was announced, and the books say otherwise: " + said));
    Set<String> sessions = new TreeSet<>();
    books.sales().stream()
        .filter(sale -> !sessions.add(sale.session()))
        .forEach(sale -> faults.add("its session was sold before: " + sale));
    System.out.printf(
        "%d sessions, %d kills, %d of them inside a session; %d sales, %d sessions with a review;"
            + " %d outcomes announced; %d epochs%n",
        day.visits().size(),
        drill.kills().size(),
        drill.kills().stream().filter(KillDrill.Kill::isInside).count(),
        books.sales().size(),
        new TreeSet<>(books.reviewed()).size(),
        drill.announced().size(),
        books.journal().epochs());
    assertThat(faults).as("seed %d", SEED).isEmpty();
    assertThat(statement.ledgerSales()).isEqualTo(books.sales().size());
    assertThat(statement.ledgerGross())
        .isEqualTo(books.sales().stream().mapToLong(DayBooks.LedgerSale::grossMinor).sum());
    assertThat(statement.reviews()).isEqualTo(books.reviewed().size());
  }

  private static Installation installation() {
    Path root = Needs.project();
    for (String module : List.of("quarkus-app", "edge-agent")) {
      Path jar = root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
      String why = "this test needs " + jar + ": build it with ./loulan test, or mvn package";
      Needs.that(Files.exists(jar), why);
    }
    return new Installation(root);
  }

  /** A free port below those that systems give to clients. */
  private static int bridgePort() throws IOException {
    Random random = new Random(ProcessHandle.current().pid());
    for (int i = 0; i < 100; i++) {
      int port = 20_000 + random.nextInt(10_000);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException e) {
        // Somebody has it: try another one.
      }
    }
    throw new IOException("No port from 20000 to 29999 is free on 127.0.0.1");
  }
}
