package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

/** One simulated business day, cleared, and the journal that it leaves. */
class DemoOnceTest {
  @TempDir private Path folder;

  @Test
  void a_day_is_cleared_to_the_cent_and_leaves_a_sound_journal_on_either_broker() throws Exception {
    System.out.println("Seed " + DemoDay.SEED);
    Set<Long> seen = new TreeSet<>();
    JsonNode day;
    var _ = Needs.program("mosquitto", "mosquitto");
    try (Loulan.Running running = demo("a", "mosquitto").start()) {
      while (running.process().isAlive()) {
        running.process().descendants().map(ProcessHandle::pid).forEach(seen::add);
        seen.add(running.process().pid());
        Thread.sleep(50);
      }
      day = running.await(1).exits(0).json();
    }
    addsUp(day);
    cameThroughLivingProcesses(day, seen);
    JsonNode journal = day.required("journal");
    Path file = Path.of(journal.required("file").textValue());
    verifies(journal, file);
    namesTheEntryOfAChangedByte(file, Path.of(journal.required("key").textValue()));
    dumpsAndProves(file, journal.required("entries").longValue());
    explains(file);
    JsonNode again = demo("b", "embedded").run().exits(0).json();
    assertThat(again.at("/journal/root")).isEqualTo(day.at("/journal/root"));
    assertThat(again.required("shares")).isEqualTo(day.required("shares"));
  }

  /** The story of the first sale, in words and as a picture, from the journal and its samples. */
  private void explains(Path journal) throws Exception {
    Path picture = folder.resolve("sale.svg");
    JsonNode told = explain(journal, 1, picture, "--json").run().exits(0).json();
    assertThat(told.required("sale").intValue()).isEqualTo(1);
    assertThat(told.required("lines")).isNotEmpty();
    assertThat(told.required("events")).isNotEmpty();
    assertThat(told.required("samples").intValue()).isGreaterThan(20);
    assertThat(told.required("windowsShed").intValue()).isZero();
    long amount = 0;
    for (JsonNode line : told.required("lines")) {
      amount += line.required("amount").longValue();
      assertThat(line.required("confidence").doubleValue()).isGreaterThan(0.98);
    }
    assertThat(told.required("total").longValue()).isEqualTo(amount);
    NodeList curves =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(picture.toFile())
            .getElementsByTagName("polyline");
    assertThat(curves.getLength()).isPositive();
    String gtin = told.at("/lines/0/gtin").textValue();
    assertThat(explain(journal, 1, picture).run().exits(0).out()).contains("lighter", gtin);
    assertThat(explain(journal, 1, picture).inChinese().run().exits(0).out()).contains("减轻", gtin);
    assertThat(explain(journal, 9_999, picture).run().exits(2).err()).contains("9999");
  }

  private static Loulan explain(Path journal, long sale, Path picture, Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("explain", sale, "--journal", journal, "--out", picture));
    words.addAll(List.of(more));
    return Loulan.word(words.toArray());
  }

  private Loulan demo(String name, String broker) {
    return DemoDay.word(folder.resolve(name), 20, broker);
  }

  private static void addsUp(JsonNode day) {
    assertThat(day.required("day").textValue()).matches("\\d{4}-\\d\\d-\\d\\d");
    assertThat(day.required("sessions").intValue()).isEqualTo(20);
    assertThat(day.required("currency").textValue()).isEqualTo("USD");
    assertThat(day.required("reviews").isInt()).isTrue();
    long gross = day.required("gross").longValue();
    long held = day.required("held").longValue();
    assertThat(gross).isPositive();
    assertThat(held).isPositive();
    long shares = 0;
    for (JsonNode share : day.required("shares")) {
      assertThat(share.required("party").textValue())
          .isIn("operator", "host", "supplier", "platform", "promoter", "provider", "tax");
      assertThat(share.required("partyId").textValue()).isNotBlank();
      assertThat(share.required("amount").isIntegralNumber()).isTrue();
      shares += share.required("amount").longValue();
    }
    assertThat(shares).isEqualTo(gross);
    assertThat(day.at("/ledger/gross").longValue()).isEqualTo(gross + held);
    assertThat(day.at("/ledger/sales").longValue()).isEqualTo(day.required("sales").longValue());
    assertThat(day.at("/bill/missing").longValue()).isEqualTo(1);
    assertThat(day.at("/bill/differing").longValue()).isEqualTo(1);
    assertThat(day.at("/bill/matched").longValue())
        .isEqualTo(day.required("sales").longValue() - 2);
    for (String count : List.of("frames", "messages", "segments")) {
      assertThat(day.required("path").required(count).longValue()).as(count).isPositive();
    }
  }

  private static void cameThroughLivingProcesses(JsonNode day, Set<Long> seen) {
    List<Long> pids =
        StreamSupport.stream(day.at("/path/pids").spliterator(), false)
            .map(JsonNode::longValue)
            .toList();
    assertThat(pids).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
    assertThat(seen).containsAll(pids);
    assertThat(
            pids.stream()
                .filter(pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .toList())
        .as("still running")
        .isEmpty();
  }

  private static void verifies(JsonNode journal, Path file) {
    JsonNode found =
        Loulan.word(
                "journal", "verify", file, "--key", journal.required("key").textValue(), "--json")
            .run()
            .exits(0)
            .json();
    assertThat(found.required("sound").booleanValue()).isTrue();
    assertThat(found.required("trusted").booleanValue()).isTrue();
    assertThat(found.required("faults")).isEmpty();
    assertThat(found.required("entries")).isEqualTo(journal.required("entries"));
    assertThat(found.required("root")).isEqualTo(journal.required("root"));
    assertThat(found.required("size").longValue()).isPositive();
    JsonNode alone = Loulan.word("journal", "verify", file, "--json").run().exits(0).json();
    assertThat(alone.required("trusted").booleanValue()).isFalse();
  }

  private void namesTheEntryOfAChangedByte(Path file, Path key) throws IOException, SQLException {
    // One file, without the log of recent writes that a running agent has beside it.
    Path copy = folder.resolve("changed.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM INTO '" + copy + "'");
    }
    Loulan.word("journal", "verify", copy, "--key", key).run().exits(0);
    String sale = Loulan.word("journal", "dump", file, "--type", "sale").run().exits(0).out();
    Matcher gtin = Pattern.compile("\\b[0-9]{13,14}\\b").matcher(sale);
    assertThat(gtin.find()).as(sale).isTrue();
    byte[] code = gtin.group().getBytes(StandardCharsets.US_ASCII);
    flipEach(copy, code);
    JsonNode found =
        Loulan.word("journal", "verify", copy, "--key", key, "--json").run().exits(1).json();
    assertThat(found.required("sound").booleanValue()).isFalse();
    JsonNode fault = found.at("/faults/0");
    assertThat(fault.required("code").textValue()).isNotBlank();
    assertThat(fault.required("entry").isIntegralNumber()).isTrue();
    assertThat(fault.required("what").textValue()).isNotBlank();
  }

  /** Changes one bit of each place with these bytes: some lie in space that no row uses. */
  private static void flipEach(Path file, byte[] wanted) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    String searched = new String(wanted, StandardCharsets.ISO_8859_1);
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(text).contains(searched);
    for (int at = text.indexOf(searched); at >= 0; at = text.indexOf(searched, at + 1)) {
      bytes[at] ^= 1;
    }
    Files.write(file, bytes);
  }

  private static void dumpsAndProves(Path file, long entries) throws IOException {
    List<String> lines = Loulan.word("journal", "dump", file).run().exits(0).out().lines().toList();
    assertThat(lines).hasSize((int) entries);
    for (String line : lines) {
      new com.fasterxml.jackson.databind.ObjectMapper().readTree(line).required("type");
    }
    String proof = Loulan.word("journal", "prove", file, 3).run().exits(0).out();
    assertThat(proof.lines().findFirst()).contains("c2sp.org/tlog-proof@v1");
    assertThat(proof).contains("\nindex 3\n");
    String hashes =
        proof.lines().filter(l -> l.matches("[A-Za-z0-9+/]{43}=")).collect(Collectors.joining());
    assertThat(Base64.getDecoder().decode(hashes.substring(0, 44))).hasSize(32);
    Loulan.word("journal", "prove", file, 1_000_000).run().refusal(2);
  }
}
