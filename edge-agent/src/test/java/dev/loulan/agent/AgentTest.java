package dev.loulan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.bridge.client.BoardClient;
import dev.loulan.bridge.client.BoardFeed;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.needs.Needs;
import dev.loulan.provisioning.party.PartyKey;
import dev.loulan.testkit.broker.Broker;
import dev.loulan.testkit.broker.BrokerException;
import dev.loulan.testkit.sim.DemoShelf;
import dev.loulan.testkit.sim.DemoTerms;
import dev.loulan.testkit.sim.Pacer;
import dev.loulan.testkit.sim.ShelfDay;
import dev.loulan.testkit.sim.ShelfSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentTest {
  private static final long SEED = 5;

  @TempDir Path folder;

  @Test
  void a_simulated_day_over_a_real_broker_ends_in_a_journal_of_sales() throws Exception {
    List<JournalEntry> entries = new ArrayList<>();
    String root = runDay(Broker.Choice.EMBEDDED, "embedded", entries);
    assertThat(root).hasSize(64);
    ShelfDay day = day();
    long charged = day.charged().size();
    long sales = count(entries, Sale.class);
    long reviews = count(entries, ReviewOpened.class);
    assertThat(count(entries, SessionClosed.class)).isEqualTo(day.visits().size());
    assertThat(sales + reviews).isGreaterThanOrEqualTo(charged);
    assertThat(sales).isPositive();
  }

  @Test
  void mosquitto_and_the_embedded_broker_lead_to_the_same_root() throws Exception {
    String embedded = runDay(Broker.Choice.EMBEDDED, "one", new ArrayList<>());
    String mosquitto;
    try {
      mosquitto = runDay(Broker.Choice.MOSQUITTO, "two", new ArrayList<>());
    } catch (BrokerException e) {
      Needs.that(
          e.problem() != BrokerException.Problem.NOT_INSTALLED, String.valueOf(e.getMessage()));
      throw e;
    }
    assertThat(mosquitto).isEqualTo(embedded);
  }

  private String runDay(Broker.Choice choice, String name, List<JournalEntry> entries)
      throws Exception {
    Path own = Files.createDirectories(folder.resolve(name));
    Path data = Files.createDirectories(own.resolve("data"));
    PartyKey operator = PartyKey.fromSeed(new byte[32]);
    KeptDocuments.write(data, operator);
    try (Broker broker = Broker.start(choice, own);
        Agent agent = Agent.start(settings(data, broker, operator), why -> {})) {
      ShelfDay day = day();
      try (BoardClient client = BoardClient.connect(agent.bridgeAddress())) {
        BoardFeed feed = ShelfSimulator.connect(client, day);
        new ShelfSimulator(day, DemoTerms.standard(), ShelfSimulator.Between.SPARSE)
            .run(feed::send, Pacer.max());
        assertThat(feed.awaitAcknowledged(Duration.ofSeconds(60))).isTrue();
      }
      assertThat(agent.view().gaps()).isZero();
    }
    try (SqliteJournalStore store =
        SqliteJournalStore.openReadOnly(data.resolve("journal.sqlite"))) {
      JournalReader reader = new JournalReader(store);
      var head = reader.head().orElseThrow();
      entries.addAll(reader.entries(head.epoch(), 0, head.size()));
      return head.root().hex();
    }
  }

  private static AgentSettings settings(Path data, Broker broker, PartyKey operator) {
    Map<String, String> values = new TreeMap<>();
    values.put("loulan.agent.device", "shelf-1");
    values.put("loulan.agent.data", data.toString());
    values.put("loulan.agent.broker", broker.uri());
    values.put("loulan.agent.seed", "42");
    values.put("loulan.agent.operator-key", operator.publicKey().base64());
    return AgentSettings.of(values);
  }

  private static ShelfDay day() {
    return ShelfDay.businessDay(
        DemoShelf.standard(), SEED, LocalDate.of(2026, 3, 14), ZoneOffset.UTC, 8);
  }

  private static long count(List<JournalEntry> entries, Class<?> type) {
    return entries.stream().filter(e -> type.isInstance(e.body())).count();
  }
}
