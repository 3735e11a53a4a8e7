package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A consortium network from nothing by the words alone, with a day of sales on it. */
class FabricWordsTest {
  private static final long SEED = 11;
  private static final long PATIENCE_SECONDS = 280;

  @TempDir private Path folder;

  @Test
  void a_day_on_the_chain_is_audited_and_rebuilt_by_each_member_and_an_orderer_is_added() {
    assumeFalse(
        "quick".equals(System.getProperty("loulan.test")), "--quick leaves out the network tests");
    System.out.println("Seed " + SEED);
    try {
      Outcome up = network("up", "--port", freePorts());
      ProjectFolder.needed(up.exitCode() != 3, up.err());
      up.exits(0);
      JsonNode status = network("status", "--json").exits(0).json();
      assertThat(status.required("ready").booleanValue()).isTrue();
      assertThat(status.required("orderers")).hasSize(4).allMatch(FabricWordsTest::isUp);
      assertThat(status.required("peers")).hasSize(3).allMatch(FabricWordsTest::isUp);

      JsonNode day =
          run(
                  "demo", "--once", "--json", "--seed", SEED, "--sessions", 6, "--data",
                  folder.resolve("demo"), "--fabric", gateway("operator"))
              .exits(0)
              .json();
      long onLedger = day.at("/ledger/gross").longValue();
      assertThat(onLedger).isPositive();
      for (String member : List.of("operator", "host", "supplier")) {
        isAudited(member, day);
        JsonNode rebuilt =
            run(
                    "ledger", "rebuild", "--json", "--fabric", gateway(member), "--data",
                    folder.resolve(member))
                .exits(0)
                .json();
        assertThat(rebuilt.required("sales")).isEqualTo(day.at("/ledger/sales"));
        assertThat(rebuilt.required("gross").longValue()).isEqualTo(onLedger);
      }

      network("add-orderer", "platform2").exits(0);
      assertThat(network("add-orderer", "platform2").refusal(2)).contains("platform2");
      assertThat(network("add-org", "nobody").refusal(2)).contains("nobody");
      assertThat(network("status", "--json").exits(0).json().required("orderers"))
          .hasSize(5)
          .allMatch(FabricWordsTest::isUp);
    } finally {
      network("down");
    }
    assertThat(network("status", "--json").exits(1).json().required("ready").booleanValue())
        .isFalse();
  }

  private void isAudited(String member, JsonNode day) {
    JsonNode audit =
        run("ledger", "audit", "--json", "--fabric", gateway(member)).exits(0).json();
    assertThat(audit.required("sound").booleanValue()).isTrue();
    assertThat(audit.required("differences")).isEmpty();
    long balances =
        StreamSupport.stream(audit.required("balances").spliterator(), false)
            .mapToLong(balance -> balance.required("amount").longValue())
            .sum();
    assertThat(balances).as(member).isEqualTo(day.required("gross").longValue());
  }

  private static boolean isUp(JsonNode node) {
    return node.required("up").booleanValue() && node.required("height").longValue() > 0;
  }

  private Path gateway(String member) {
    return folder.resolve("network/gateway/" + member + ".properties");
  }

  private Outcome network(Object... words) {
    List<Object> all = new ArrayList<>(List.of("fabric"));
    all.addAll(Arrays.asList(words));
    all.addAll(List.of("--folder", folder.resolve("network")));
    return run(all.toArray());
  }

  private static Outcome run(Object... words) {
    try (Loulan.Running running = Loulan.word(words).start()) {
      return running.await(PATIENCE_SECONDS);
    }
  }

  /** The first of some hundred ports that are free. */
  private static int freePorts() {
    for (int port = 24_000; port < 31_000; port += 250) {
      if (isFree(port) && isFree(port + 40) && isFree(port + 100) && isFree(port + 124)) {
        return port;
      }
    }
    throw new IllegalStateException("no free ports");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
