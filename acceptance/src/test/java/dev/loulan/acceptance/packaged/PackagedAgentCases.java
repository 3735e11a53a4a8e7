package dev.loulan.acceptance.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loulan.acceptance.words.Loulan;
import dev.loulan.acceptance.words.Replay;
import dev.loulan.journal.entry.Boot;
import dev.loulan.journal.entry.Calibration;
import dev.loulan.needs.SoftToken;
import dev.loulan.testkit.broker.Broker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a packaged agent does, however it was packaged. */
abstract class PackagedAgentCases {
  private static final String WATER = "071142008582";
  @TempDir private Path folder;

  /** What {@code LOULAN_AGENT} has to be; skips where there is no such program. */
  abstract String agent();

  /** How long a replay of the shop may take. */
  long replaySeconds() {
    return 150;
  }

  /** Whether it can use a library that is installed here. */
  boolean loadsLibrariesOfThisMachine() {
    return true;
  }

  @Test
  void ready_means_a_durable_boot_entry_and_sigterm_an_orderly_stop() throws Exception {
    try (Broker broker = Broker.start(Broker.Choice.EMBEDDED, folder);
        AgentProcess agent = AgentProcess.start(agent(), folder, "broker=" + broker.uri())) {
      assertThat(Leaves.of(agent.journal()).bodies()).anyMatch(Boot.class::isInstance);
      agent.awaitMetric("loulan_broker_connected 1.0");
      assertThat(agent.terminate()).as(agent::said).isZero();
      assertThat(agent.said()).doesNotContain("Exception");
      Leaves.verify(agent.journal(), agent.journalKey());
      assertThat(agent.unfolded()).as("write-ahead logs that the stop left behind").isEmpty();
    }
  }

  @Test
  void a_stop_while_the_broker_is_away_is_orderly_too() throws Exception {
    try (AgentProcess agent = AgentProcess.start(agent(), folder, "broker=tcp://127.0.0.1:1")) {
      assertThat(agent.terminate()).as(agent::said).isZero();
      Leaves.verify(agent.journal(), agent.journalKey());
      assertThat(agent.unfolded()).as("write-ahead logs that the stop left behind").isEmpty();
    }
  }

  @Test
  void page_health_and_metrics_answer() throws Exception {
    try (Broker broker = Broker.start(Broker.Choice.EMBEDDED, folder);
        AgentProcess agent = AgentProcess.start(agent(), folder, "broker=" + broker.uri())) {
      assertThat(agent.get("/", "en")).contains("lang=\"en\"").contains("Door");
      assertThat(agent.get("/", "zh-CN")).contains("lang=\"zh\"").contains("柜门");
      assertThat(agent.get("/q/health", "en")).contains("\"status\": \"UP\"");
      assertThat(agent.get("/q/metrics", "en"))
          .contains("loulan_journal_writes 1.0")
          .contains("loulan_bridge_frames_total 0.0");
    }
  }

  @Test
  void a_person_calibrates_a_plate_while_it_runs_and_a_new_start_weighs_by_that() throws Exception {
    Path data = folder.resolve("data");
    String plate = LiveBoard.BOARD + "/" + LiveBoard.PLATE;
    try (Broker broker = Broker.start(Broker.Choice.EMBEDDED, folder)) {
      Path file = AgentProcess.configuration(folder, data, "broker=" + broker.uri());
      assertThat(AgentProcess.word(agent(), file, "--calibrate", plate).run().refusal(1))
          .contains("page.json");
      try (AgentProcess agent = AgentProcess.start(AgentProcess.word(agent(), file), data);
          LiveBoard board = LiveBoard.start(agent.bridge(), 700_000)) {
        agent.awaitWeight(700);
        assertThat(agent.post("/calibration?act=begin&plate=" + plate)).isEqualTo(401);
        calibrate(file, plate, board);
        agent.awaitWeight(770);
        assertThat(agent.terminate()).as(agent::said).isZero();
        assertThat(Leaves.of(agent.journal()).bodies())
            .filteredOn(Calibration.class::isInstance)
            .singleElement()
            .satisfies(said -> {
              Calibration calibration = (Calibration) said;
              assertThat(calibration.plate()).isEqualTo(plate);
              assertThat(calibration.offsetCounts()).isBetween(497L, 503L);
              assertThat(calibration.microgramsPerCount()).isBetween(109_900L, 110_100L);
            });
        Leaves.verify(agent.journal(), agent.journalKey());
      }
      try (AgentProcess agent = AgentProcess.start(AgentProcess.word(agent(), file), data);
          LiveBoard _ = LiveBoard.start(agent.bridge(), 750_000)) {
        agent.awaitWeight(770);
      }
    }
  }

  /** The cell says 50 g of an empty plate and ten elevenths of what lies there. */
  private void calibrate(Path file, String plate, LiveBoard board) throws Exception {
    Loulan word =
        AgentProcess.word(agent(), file, "--calibrate", plate, "--weight", "550").typedTo();
    try (Loulan.Running running = word.start()) {
      running.awaitLine("Take everything off", 60);
      board.says(50_000);
      running.type("");
      running.awaitLine("Empty it reads", 60);
      board.says(550_000);
      running.type("");
      running.awaitLine("With 550.00 g", 60);
      board.says(750_000);
      running.type("");
      assertThat(running.await(60).exits(0).out()).contains("in the journal and in use");
    }
  }

  @Test
  void a_broker_behind_tls_is_reached_when_its_authority_is_named() throws Exception {
    try (TlsBroker broker = TlsBroker.start(folder);
        AgentProcess agent = AgentProcess.start(agent(), folder, broker.settings())) {
      agent.awaitMetric("loulan_broker_connected 1.0");
      assertThat(agent.said()).doesNotContain("broker-away");
    }
  }

  @Test
  void a_token_signs_the_journal() throws Exception {
    assumeTrue(loadsLibrariesOfThisMachine(), "The emulator loads no module of this machine");
    SoftToken token = SoftToken.make(folder);
    Path data = folder.resolve("data");
    try (Broker broker = Broker.start(Broker.Choice.EMBEDDED, folder)) {
      Path configuration =
          AgentProcess.configuration(
              folder, data, "broker=" + broker.uri(), "journal-key=" + token.uri());
      Loulan word =
          AgentProcess.word(agent(), configuration).with("SOFTHSM2_CONF", token.configuration());
      try (AgentProcess agent = AgentProcess.start(word, data)) {
        assertThat(agent.terminate()).as(agent::said).isZero();
        Leaves.verify(agent.journal(), agent.journalKey());
      }
    }
  }

  @Test
  void a_door_contact_on_a_pin_is_one_more_board_and_a_lock_on_another_is_driven()
      throws Exception {
    try (Broker broker = Broker.start(Broker.Choice.EMBEDDED, folder);
        AgentProcess agent =
            AgentProcess.start(
                agent(),
                folder,
                "broker=" + broker.uri(),
                "door-pin=17",
                "lock-pin=27",
                "door-provider=mock")) {
      agent.awaitMetric("loulan_bridge_boards 1.0");
      assertThat(agent.get("/q/metrics", "en")).contains("loulan_bridge_refused_total 0.0");
      assertThat(agent.terminate()).as(agent::said).isZero();
    }
  }

  @Test
  void a_pin_that_this_machine_does_not_have_is_named() throws IOException {
    assumeFalse(Files.exists(Path.of("/dev/gpiochip0")), "This machine has GPIO");
    Path config =
        AgentProcess.configuration(
            folder, folder.resolve("data"), "broker=tcp://127.0.0.1:1", "door-pin=17");
    assertThat(AgentProcess.word(agent(), config).run().refusal(3)).contains("GPIO 17");
  }

  @Test
  void it_says_how_it_is_used_and_its_version() {
    Loulan help = Loulan.word("agent", "--help").with("LOULAN_AGENT", agent());
    assertThat(help.run().exits(0).out()).contains("--config FILE", "Exit codes");
    assertThat(help.inChinese().run().exits(0).out()).contains("--config 文件", "退出码");
    Loulan version = Loulan.word("agent", "--version").with("LOULAN_AGENT", agent());
    assertThat(version.run().exits(0).out()).startsWith("loulan-edge-agent ");
  }

  @Test
  void a_wrong_setting_stops_the_start_with_its_name() throws IOException {
    Path wrong = AgentProcess.configuration(folder, folder.resolve("data"), "broker=x", "port=no");
    assertThat(AgentProcess.word(agent(), wrong).run().refusal(2)).contains("loulan.agent.port");
    assertThat(AgentProcess.word(agent(), folder.resolve("none")).run().refusal(2))
        .contains("none");
  }

  @Test
  void an_occupied_port_is_named() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Path config =
          AgentProcess.configuration(
              folder, folder.resolve("data"), "broker=tcp://127.0.0.1:1", "port=" + port);
      assertThat(AgentProcess.word(agent(), config).run().refusal(3))
          .contains(Integer.toString(port));
    }
  }

  /** Claim, enrolment, mutual TLS, signed documents, broker, inference, journal, sync, in one. */
  @Test
  void a_replay_gives_the_true_receipt_and_the_leaf_bytes_of_the_jvm() throws IOException {
    Path shop = Replay.shop();
    Path out = Files.createDirectories(folder.resolve("replay"));
    Replay replay = Replay.with(agent(), shop, out, replaySeconds());
    assertThat(replay.receipt()).isEqualTo(Map.of(WATER, 1));
    assertThat(replay.gaps()).isZero();
    assertThat(replay.items("review")).isEmpty();
    assertThat(replay.json().at("/path/segments").longValue()).isPositive();
    Leaves.verify(replay.journalFile(), replay.journalKey());
    assertThat(Leaves.of(replay.journalFile())).isEqualTo(JvmReplay.leaves());
  }
}
