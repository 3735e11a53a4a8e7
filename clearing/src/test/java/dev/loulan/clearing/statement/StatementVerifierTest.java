package dev.loulan.clearing.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.text.Retelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementVerifierTest {
  @TempDir private Path folder;

  private final List<Bundle> bundles = new ArrayList<>();

  @BeforeEach
  void clear() {
    bundles.addAll(SampleStatements.cleared(folder));
  }

  @Test
  void the_statements_of_all_parties_are_sound_and_add_up_to_what_was_sold() {
    assertThat(bundles).hasSize(3);
    long sum = 0;
    for (Bundle bundle : bundles) {
      assertThat(verify(text(bundle)).faults()).as(bundle.role()).isEmpty();
      sum += bundle.lines().getLast().amountMinor();
    }
    assertThat(sum).isEqualTo(125 + 101 + 333 + 125);
    assertThat(bundles.getFirst().lines().stream().map(line -> line.kind().word()))
        .containsExactly(
            "sale", "sale", "day", "sale", "day", "sale", "day", "held", "rounding", "total");
  }

  @Test
  void every_number_of_every_line_that_is_one_off_is_found_and_its_line_named() {
    String text = text(bundles.getFirst());
    Matcher line = Pattern.compile("\\{\"[^{}]*\"line\":(\\d+)[^{}]*\\}").matcher(text);
    int tried = 0;
    while (line.find()) {
      Matcher number = Pattern.compile("\"(gross|exact|amount)\":(-?\\d+)").matcher(line.group());
      while (number.find()) {
        long changed = Long.parseLong(number.group(2)) + 1;
        int from = line.start() + number.start(2);
        int to = line.start() + number.end(2);
        String forged = text.substring(0, from) + changed + text.substring(to);
        StatementVerifier.Verdict verdict = verify(forged);
        assertThat(verdict.faults().stream().map(StatementVerifier.Fault::line))
            .as(line.group() + " with " + number.group(1) + " " + changed)
            .contains(Long.parseLong(line.group(1)));
        tried++;
      }
    }
    assertThat(tried).isEqualTo(30);
  }

  @Test
  void a_sale_left_out_moved_doubled_or_forged_is_named() {
    Bundle sound = bundles.getFirst();
    String text = text(sound);
    String sale = sound.lines().getFirst().saleId().orElseThrow();
    assertThat(verify(with(sound, sound.lines().subList(1, sound.lines().size()))).sound())
        .isFalse();
    assertThat(
            verify(text.replaceFirst("\"day\":\"2022-03-01\"", "\"day\":\"2022-03-02\"")).faults())
        .isNotEmpty();
    assertThat(verify(text.replace("\"" + sale + "\":", "\"x\":")).faults())
        .anyMatch(fault -> fault.line() == 1 && fault.what().contains("no proof"));
    assertThat(
            verify(
                    text.replace("\"bp\":3334", "\"bp\":3333")
                        .replace("\"bp\":3333,", "\"bp\":3334,"))
                .sound())
        .isFalse();
    assertThat(verify(text.replaceFirst("index 2", "index 3")).sound()).isFalse();
    assertThat(verify(text.replaceFirst("\"signature\":\"[A-Z]", "\"signature\":\"_")).sound())
        .isFalse();
  }

  @Test
  void every_fault_of_every_forgery_is_told_in_chinese() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    for (String sound : SampleStatements.sound(own)) {
      for (String forgery : SampleStatements.forgeries(sound)) {
        for (StatementVerifier.Fault fault : verify(forgery).faults()) {
          assertThat(Retelling.in(Locale.CHINESE, "STATEMENT", fault.what()))
              .as(fault.what())
              .matches("(?s).*\\p{IsHan}.*")
              .doesNotContainPattern("[a-z]+ [a-z]+ [a-z]+");
        }
      }
    }
  }

  private static String with(Bundle bundle, List<StatementLine> lines) {
    return text(
        new Bundle(
            bundle.role(),
            bundle.partyId(),
            bundle.currency(),
            bundle.period(),
            lines,
            bundle.agreements(),
            bundle.adjustments(),
            bundle.vkeys(),
            bundle.proofs(),
            bundle.closes(),
            bundle.months()));
  }

  private static StatementVerifier.Verdict verify(String text) {
    return StatementVerifier.verify(Bundle.read(text));
  }

  private static String text(Bundle bundle) {
    Json json = bundle.json();
    return json.text();
  }
}
