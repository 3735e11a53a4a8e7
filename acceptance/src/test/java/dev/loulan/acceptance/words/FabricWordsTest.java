package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A consortium network with two peers for each member, made, used, changed and ended by the words
 * alone; and one of companies that trust each other with nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class FabricWordsTest {
  private static final long SEED = 11;
  private static final List<String> MEMBERS = List.of("operator", "host", "supplier");
  private static final long PATIENCE_NANOS = 120_000_000_000L;
  private static final boolean LONG = "long".equals(System.getProperty("loulan.test"));

  private ChainNetwork network;
  private Path folder;
  private ChainCatchUp catchUp;
  private long soldInDemo;
  private long grossOfDemo;

  @BeforeAll
  void up(@TempDir Path shared) {
    assumeFalse(
        "quick".equals(System.getProperty("loulan.test")), "--quick leaves out the network tests");
    folder = shared;
    network = new ChainNetwork(folder.resolve("network"));
    Outcome up = network.up(2);
    Needs.that(up.exitCode() != 3, up.err());
    up.exits(0);
  }

  @AfterAll
  void down() {
    if (catchUp != null) {
      catchUp.close();
    }
    if (network != null) {
      network.word("down").exits(0);
      assertThat(network.word("status", "--json").exits(1).json().required("ready").booleanValue())
          .isFalse();
    }
  }

  @Test
  @Order(1)
  void a_day_on_the_chain_is_audited_and_rebuilt_by_each_member() {
    System.out.println("Seed " + SEED);
    isWhole(4, 6);
    JsonNode day = demo("demo", network.gateway("operator"));
    grossOfDemo = day.at("/ledger/gross").longValue();
    soldInDemo = day.at("/ledger/sales").longValue();
    assertThat(grossOfDemo).isPositive();
    MEMBERS.parallelStream()
        .forEach(member -> {
          isAudited(network.gateway(member), day.required("gross").longValue());
          isRebuilt(member, "day", soldInDemo, grossOfDemo);
        });
  }

  @Test
  @Order(2)
  void a_month_offline_is_on_the_chain_once_though_agent_server_and_network_are_killed_on_the_way()
      throws IOException, InterruptedException {
    OfflineShelf shelf = new OfflineShelf(folder, "chain-1", "month-op", LONG ? 4_000 : 300, 1, 10);
    catchUp = new ChainCatchUp(network, shelf);
    catchUp.figuresTellWhatIsUnderWay();
    catchUp.killAgent();
    catchUp.killServer();
    catchUp.kill("peers/operator-1/chaincode");
    catchUp.kill("peers/operator-1");
    catchUp.kill("orderers/operator");
    catchUp.figuresTellOfTheFailOver();
    catchUp.killServer();
    long sold = catchUp.awaitAll();
    catchUp.figuresAreAtRest();
    catchUp.sharesItsDataWithAReplica();
    network.word("up").exits(0);
    System.out.printf("Caught up with %d sales%n", sold);
    MEMBERS.parallelStream().forEach(member -> isRebuiltWith(member, "month", sold));
  }

  @Test
  @Order(3)
  void members_go_on_endorsing_settlements_with_their_second_peers() {
    network.kill("peers/operator-1");
    network.kill("peers/host-1");
    network.awaitReady();
    network.word("up").exits(0);
    isWhole(4, 6);
  }

  @Test
  @Order(4)
  void a_server_tells_of_a_network_that_is_down_and_goes_on_with_what_is_stored_when_it_is_up()
      throws InterruptedException {
    network.word("down").exits(0);
    network.word("down").exits(0);
    assertThat(network.word("status").exits(1).out()).contains("Not ready");
    assertThat(network.word("up", "--peers", 1).refusal(2)).contains("--peers 2");
    catchUp.figuresTellOfTheFailure();
    network.word("up").exits(0);
    isWhole(4, 6);
    long sold = catchUp.awaitAll();
    catchUp.figuresAreAtRest();
    isRebuiltWith("host", "after", sold);
  }

  @Test
  @Order(5)
  void the_contract_is_upgraded_and_an_orderer_is_added_by_a_word() {
    network.word("upgrade").exits(0);
    network.word("add-orderer", "platform2").exits(0);
    assertThat(network.word("add-orderer", "platform2").refusal(2)).contains("platform2");
    assertThat(network.word("add-org", "nobody").refusal(2)).contains("nobody");
    isWhole(5, 6);
  }

  /** Uses as examples what the network on one machine was made of, as the page says. */
  @Test
  @Tag("long")
  @Order(6)
  void companies_with_authorities_of_their_own_make_a_network_by_the_steps_of_their_page()
      throws IOException {
    network.word("down").exits(0);
    try (ThreeCompanies companies = new ThreeCompanies(folder.resolve("companies"))) {
      companies.walk(folder.resolve("network"));
      companies.keysStayAtHome();
      JsonNode day = demo("companies-demo", companies.gateway("operator"));
      ThreeCompanies.MEMBERS.parallelStream()
          .forEach(
              member -> isAudited(companies.gateway(member), day.required("gross").longValue()));
    }
  }

  private void isWhole(int orderers, int peers) {
    JsonNode status =
        network.awaitStatus(now ->
            ChainNetwork.isReady(now)
                && nodes(now, "orderers").allMatch(FabricWordsTest::isUp)
                && nodes(now, "peers").allMatch(FabricWordsTest::isUp));
    assertThat(ChainNetwork.isReady(status)).as(status.toString()).isTrue();
    assertThat(status.required("orderers")).hasSize(orderers).allMatch(FabricWordsTest::isUp);
    assertThat(status.required("peers")).hasSize(peers).allMatch(FabricWordsTest::isUp);
  }

  private static Stream<JsonNode> nodes(JsonNode status, String kind) {
    return StreamSupport.stream(status.required(kind).spliterator(), false);
  }

  /** A day of a shelf, settled on a channel. */
  private JsonNode demo(String name, Path gateway) {
    return network
        .run(
            "demo",
            "--once",
            "--json",
            "--seed",
            SEED,
            "--sessions",
            6,
            "--data",
            folder.resolve(name),
            "--fabric",
            gateway)
        .exits(0)
        .json();
  }

  private void isRebuiltWith(String member, String when, long sold) {
    isRebuilt(member, when, soldInDemo + sold, grossOfDemo + sold * OfflineShelf.PRICE);
  }

  /** A peer that was away has all of it a while after it is back, never more. */
  private void isRebuilt(String member, String when, long sales, long gross) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    JsonNode rebuilt = rebuilt(member, when);
    while (rebuilt.required("sales").longValue() < sales && System.nanoTime() < deadline) {
      rebuilt = rebuilt(member, when);
    }
    assertThat(rebuilt.required("sales").longValue()).as(member).isEqualTo(sales);
    assertThat(rebuilt.required("gross").longValue()).as(member).isEqualTo(gross);
  }

  private JsonNode rebuilt(String member, String when) {
    Path model = folder.resolve(member + "-" + when);
    return network
        .run("ledger", "rebuild", "--json", "--fabric", network.gateway(member), "--data", model)
        .exits(0)
        .json();
  }

  private void isAudited(Path gateway, long gross) {
    JsonNode audit = network.run("ledger", "audit", "--json", "--fabric", gateway).exits(0).json();
    assertThat(audit.required("sound").booleanValue()).isTrue();
    assertThat(audit.required("differences")).isEmpty();
    long balances =
        StreamSupport.stream(audit.required("balances").spliterator(), false)
            .mapToLong(balance -> balance.required("amount").longValue())
            .sum();
    assertThat(balances).as(gateway.toString()).isEqualTo(gross);
  }

  private static boolean isUp(JsonNode node) {
    return node.required("up").booleanValue() && node.required("height").longValue() > 0;
  }
}
