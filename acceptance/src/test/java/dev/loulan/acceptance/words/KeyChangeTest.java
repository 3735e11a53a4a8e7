package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device that sells, changes its journal's key and goes on selling, all under one server. */
class KeyChangeTest {
  @TempDir private Path folder;

  @Test
  void the_journal_changes_its_key_under_a_running_server_and_sales_go_on() throws Exception {
    try (LiveServer server = LiveServer.start(folder.resolve("server"));
        Loulan.Running broker =
            Loulan.word("broker", "--port", LiveServer.freePort(), "--broker", "embedded")
                .start()) {
      Path config = device(server, broker.awaitLine("ready ", 60).split(" ", -1)[1]);

      sell(config);
      JsonNode first = awaitSales(server, 1);
      String before = key();
      String prepared =
          Loulan.word("agent", "--config", config, "--rotate-key").run().exits(0).out();
      assertThat(key()).as("nothing changes before the next start").isEqualTo(before);

      String said = sell(config);
      JsonNode second = awaitSales(server, 2);
      String after = key();
      assertThat(after).isNotEqualTo(before);
      assertThat(prepared).contains(after);
      assertThat(said).contains(after);

      assertThat(second.at("/devices/0/obstacle").isNull()).as(second.toString()).isTrue();
      assertThat(second.at("/ledger/gross").longValue())
          .isGreaterThan(first.at("/ledger/gross").longValue());
      awaitCosigned(server);
      verifies(journal());
      assertThat(
              Loulan.word("journal", "dump", journal(), "--type", "keyChange")
                  .run()
                  .exits(0)
                  .out()
                  .lines()
                  .filter(line -> line.contains("\"keyChange\"")))
          .hasSize(1);
    }
  }

  private Path device(LiveServer server, String broker) throws IOException {
    Path root = Needs.project();
    Path op = folder.resolve("op.key");
    Path host = folder.resolve("lobby-co.key");
    Path supplier = folder.resolve("acme.key");
    done(server.word("party", "key", op, "--role", "operator"));
    done(server.word("party", "key", host, "--role", "host"));
    done(server.word("party", "key", supplier, "--role", "supplier"));
    Path terms = root.resolve("examples/agreement.json");
    done(server.word("agreement", "propose", terms, "--key", op, "--key", host, "--key", supplier));
    Path config = folder.resolve("agent.properties");
    done(
        server.word(
            "device",
            "add",
            "shelf-1",
            "--shelf",
            "lobby",
            "--operator",
            "op",
            "--operator-key",
            op,
            "--agent",
            config));
    done(
        server.word(
            "planogram",
            "push",
            root.resolve("examples/shelf"),
            "--with-prices",
            "--device",
            "shelf-1",
            "--supplier",
            "acme",
            "--key",
            op));
    // What stands last counts.
    return Files.write(
        config,
        List.of(
            "loulan.agent.server=" + server.deviceAddress(),
            "loulan.agent.data=" + folder.resolve("agent"),
            "loulan.agent.broker=" + broker,
            "loulan.agent.bridge-port=0"),
        StandardOpenOption.APPEND);
  }

  private static void done(Loulan word) {
    word.run().exits(0);
  }

  /** Starts the agent, lets one shopper come by, and stops it; gives back what it said. */
  private static String sell(Path config) throws InterruptedException {
    try (Loulan.Running agent = Loulan.word("agent", "--config", config).start()) {
      String bridge = agent.awaitLine("ready ", 60).split(" ", -1)[3];
      done(Loulan.word("board", bridge, "--visits", "1"));
      agent.process().destroy();
      assertThat(agent.process().waitFor(30, TimeUnit.SECONDS)).as(agent.said()).isTrue();
      assertThat(agent.process().exitValue()).as(agent.said()).isZero();
      return agent.said();
    }
  }

  private static JsonNode awaitSales(LiveServer server, long sales) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    JsonNode status = server.status();
    while (System.nanoTime() < end && status.at("/ledger/sales").longValue() < sales) {
      Thread.sleep(200);
      status = server.status();
    }
    assertThat(status.at("/ledger/sales").longValue()).as(status.toString()).isEqualTo(sales);
    assertThat(status.at("/ledger/reviews").longValue()).as(status.toString()).isZero();
    return status;
  }

  /** The contract has what the server has, so it took the change of keys as well. */
  private static void awaitCosigned(LiveServer server) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end && server.status().at("/devices/0/lag").longValue() > 0) {
      Thread.sleep(200);
    }
    assertThat(server.status().at("/devices/0/lag").longValue()).isZero();
  }

  private void verifies(Path journal) {
    JsonNode found =
        Loulan.word(
                "journal",
                "verify",
                journal,
                "--key",
                folder.resolve("agent/journal.key"),
                "--json")
            .run()
            .exits(0)
            .json();
    assertThat(found.required("trusted").booleanValue()).isTrue();
  }

  private Path journal() {
    return folder.resolve("agent/journal.sqlite");
  }

  private String key() throws IOException {
    return Files.readString(folder.resolve("agent/journal.key")).strip();
  }
}
