package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be done is refused with one sentence, before anything is started. */
class BadInputTest {
  private static final List<String> GONDOLA =
      List.of("unix_s,s1p1,s1p2", "1.00,10.0,20.0", "1.02,10.0,20.0", "1.04,10.0,20.0");

  @TempDir private Path folder;

  @Test
  void a_recording_that_is_not_there_is_named() {
    Path missing = folder.resolve("no-such-recording");
    assertThat(Loulan.word("replay", missing, "--json").run().refusal(2))
        .contains(missing.toString());
    assertThat(Loulan.word("infer", missing, "--json").run().refusal(2))
        .contains(missing.toString());
  }

  @Test
  void a_recording_with_a_missing_file_names_it() throws IOException {
    recording(GONDOLA);
    Files.delete(folder.resolve("products.csv"));
    assertThat(replay().refusal(2)).contains("products.csv");
  }

  @Test
  void an_unreadable_header_is_named_with_its_file() throws IOException {
    recording(Stream.concat(Stream.of("when,plate"), GONDOLA.stream().skip(1)).toList());
    assertThat(replay().refusal(2)).contains("gondola1.csv");
  }

  @Test
  void time_that_runs_backwards_is_named_with_its_line() throws IOException {
    List<String> rows = new ArrayList<>(GONDOLA);
    Collections.swap(rows, 2, 3);
    recording(rows);
    assertThat(replay().refusal(2)).contains("gondola1.csv").contains("4");
  }

  @Test
  void a_file_that_is_no_journal_is_wrong_input() throws IOException {
    Path file = Files.writeString(folder.resolve("note.txt"), "no journal\n".repeat(200));
    assertThat(Loulan.word("journal", "verify", file).run().refusal(2)).contains("note.txt");
    assertThat(Loulan.word("journal", "dump", file).run().refusal(2)).contains("note.txt");
  }

  @Test
  void a_bill_or_agreement_that_is_too_large_is_named_with_the_limit() throws IOException {
    Path agreement = ofSize("agreement.json", 5L << 20);
    Loulan propose = Loulan.word("agreement", "propose", agreement, "--key", agreement);
    assertThat(propose.run().refusal(2)).contains("agreement.json", "4 MB");
    assertThat(propose.inChinese().run().refusal(2))
        .contains("agreement.json", "4 MB")
        .containsPattern("\\p{IsHan}");
    Path bill = ofSize("bill.json", 300L << 20);
    assertThat(Loulan.word("bill", bill).run().refusal(2)).contains("bill.json", "256 MB");
  }

  /** A file that takes no room on the disk. */
  private Path ofSize(String name, long bytes) throws IOException {
    Path file = folder.resolve(name);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
    return file;
  }

  @Test
  void wrong_words_and_options_are_named() {
    assertThat(Loulan.word("replya").run().refusal(2)).contains("replya");
    assertThat(Loulan.word("replay", "x", "--sped", "max").run().refusal(2)).contains("--sped");
    assertThat(Loulan.word("replay", "x", "--speed", "fast").run().refusal(2)).contains("fast");
    assertThat(Loulan.word("demo", "--seed", "one").run().refusal(2)).contains("one");
    assertThat(Loulan.word("demo", "--broker", "rabbit").run().refusal(2)).contains("rabbit");
    assertThat(Loulan.word("test", "--fast").run().refusal(2)).contains("--fast");
  }

  @Test
  void refusals_are_in_the_language_of_the_person() {
    assertThat(Loulan.word("replya").inChinese().run().refusal(2)).contains("没有命令");
    assertThat(Loulan.word("infer", "--nix").inChinese().run().refusal(2))
        .containsPattern("\\p{IsHan}");
    assertThat(Loulan.word().inChinese().run().exits(0).out()).contains("无人货架");
    assertThat(Loulan.word("replay", "--help").inChinese().run().exits(0).out())
        .containsPattern("\\p{IsHan}");
  }

  @Test
  void every_refusal_of_a_recording_and_of_a_start_is_in_chinese_as_well() throws IOException {
    List<Loulan> words = new ArrayList<>();
    words.add(Loulan.word("replay", folder.resolve("missing")));
    words.add(Loulan.word("infer", folder.resolve("missing")));
    recording(GONDOLA);
    Path gondola = folder.resolve("gondola1.csv");
    Files.write(gondola, List.of("when,s1p1", "1.00,10.0"));
    assertThat(inChinese(Loulan.word("replay", folder), 2)).contains("gondola1.csv");
    Files.write(gondola, List.of("unix_s,s1p1", "2.00,10.0", "1.00,10.0"));
    assertThat(inChinese(Loulan.word("replay", folder), 2)).contains("gondola1.csv").contains("3");
    Files.delete(folder.resolve("planogram.csv"));
    assertThat(inChinese(Loulan.word("replay", folder), 2)).contains("planogram.csv");
    for (Loulan word : words) {
      assertThat(inChinese(word, 2)).contains("missing");
    }
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Path server = folder.resolve("s.properties");
      Files.writeString(
          server,
          "loulan.server.data=" + folder.resolve("s") + "\nloulan.server.port=" + port + "\n");
      assertThat(inChinese(Loulan.word("server", "--config", server), 3)).contains(port);
      Path agent = folder.resolve("a.properties");
      String own = "loulan.agent.device=d\nloulan.agent.broker=tcp://127.0.0.1:1\n";
      String data = "loulan.agent.data=" + folder.resolve("a") + "\n";
      Files.writeString(agent, own + data + "loulan.agent.bridge-port=" + port + "\n");
      assertThat(inChinese(Loulan.word("agent", "--config", agent), 3)).contains(port);
      assertThat(inChinese(Loulan.word("broker", "--port", port), 3)).contains(port);
      assertThat(inChinese(Loulan.word("demo", "--port", port), 3)).contains(port);
    }
  }

  private static String inChinese(Loulan word, int code) {
    Outcome outcome = word.inChinese().run().exits(code);
    String last = outcome.err().lines().toList().getLast();
    assertThat(last).as(outcome.toString()).containsPattern("\\p{IsHan}{3,}");
    return last;
  }

  @Test
  void a_taken_port_is_named() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(server("loulan.server.port=" + port)).contains(port);
      assertThat(server("loulan.server.port=0", "loulan.server.device-port=" + port))
          .contains(port);
      assertThat(agent("loulan.agent.port=" + port)).contains(port);
      assertThat(agent("loulan.agent.port=0", "loulan.agent.bridge-port=" + port)).contains(port);
    }
  }

  @Test
  void a_missing_or_wrong_configuration_is_named() throws IOException {
    Path missing = folder.resolve("none.properties");
    assertThat(Loulan.word("agent", "--config", missing).run().refusal(2))
        .contains("none.properties");
    assertThat(Loulan.word("server", "--config", missing).run().refusal(2))
        .contains("none.properties");
    Path wrong = Files.writeString(folder.resolve("w.properties"), "loulan.agent.colour=red\n");
    assertThat(Loulan.word("agent", "--config", wrong).run().refusal(2)).contains("colour");
  }

  private String server(String... lines) throws IOException {
    Path data = Files.createTempDirectory(folder, "server");
    return refusedStart("server", "loulan.server.data=" + data, lines);
  }

  private String agent(String... lines) throws IOException {
    Path data = Files.createTempDirectory(folder, "agent");
    String own = "loulan.agent.device=d\nloulan.agent.broker=tcp://127.0.0.1:1\n";
    return refusedStart("agent", own + "loulan.agent.data=" + data, lines);
  }

  private String refusedStart(String word, String settings, String... lines) throws IOException {
    Path config = Files.createTempFile(folder, word, ".properties");
    Files.writeString(config, settings + "\n" + String.join("\n", lines) + "\n");
    return Loulan.word(word, "--config", config).run().refusal(3);
  }

  private Outcome replay() {
    return Loulan.word("replay", folder, "--json").run();
  }

  private void recording(List<String> rows) throws IOException {
    Files.write(folder.resolve("gondola1.csv"), rows);
    Files.writeString(
        folder.resolve("products.csv"),
        "gtin,name,unit_weight_g,price\n4006381333931,Pen,10,100\n");
    Files.writeString(
        folder.resolve("planogram.csv"),
        "gtin,positions_gondola.shelf.plate\n4006381333931,1.1.1 1.1.2\n");
  }
}
