package dev.loulan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A day that was settled in several runs is shown as one. */
class DayRunsTest {
  private static final Fields FIRST =
      run(
          """
          {"day":"2026-11-23","currency":"CNY","run":1,"gross":250,"held":320,"sales":2,"reviews":1,
           "waiting":["shelf-2"],"bill":{"matched":1},"cases":[{"kind":"missingAtProvider"}],
           "lines":[{"kind":"sale","saleId":"a"},{"kind":"rounding","shares":[{"party":"host","partyId":"h","exact":-2500},
             {"party":"operator","partyId":"o","exact":2500}]}],
           "shares":[{"party":"host","partyId":"h","amount":75},{"party":"operator","partyId":"o","amount":175}]}
          """);
  private static final Fields SECOND =
      run(
          """
          {"day":"2026-11-23","currency":"CNY","run":2,"gross":320,"held":-320,"sales":1,"reviews":0,
           "waiting":[],"bill":{"matched":2},"cases":[],
           "lines":[{"kind":"sale","saleId":"b"},{"kind":"sale","saleId":"a","reversal":true},
             {"kind":"rounding","shares":[{"party":"host","partyId":"h","exact":5000},
               {"party":"promoter","partyId":"p","exact":-5000}]}],
           "shares":[{"party":"host","partyId":"h","amount":96},{"party":"promoter","partyId":"p","amount":224}]}
          """);

  @Test
  void a_day_without_a_run_is_none_and_one_run_is_shown_as_it_is() {
    assertThat(DayRuns.whole(List.of())).isEmpty();
    assertThat(DayRuns.whole(List.of(FIRST))).containsSame(FIRST);
  }

  @Test
  void amounts_and_counts_of_all_runs_add_up_and_the_last_says_what_waits() {
    Fields whole = DayRuns.whole(List.of(FIRST, SECOND)).orElseThrow();
    assertThat(whole.integer("gross")).isEqualTo(570);
    assertThat(whole.integer("held")).isZero();
    assertThat(whole.integer("sales")).isEqualTo(3);
    assertThat(whole.integer("reviews")).isEqualTo(1);
    assertThat(whole.integer("run")).isEqualTo(2);
    assertThat(whole.texts("waiting")).isEmpty();
    assertThat(whole.objects("cases")).isEmpty();
    assertThat(whole.objectOrNone("bill").orElseThrow().integer("matched")).isEqualTo(2);
    assertThat(shares(whole, "amount")).containsExactly("host 171", "operator 175", "promoter 224");
    long sum = whole.objects("shares").stream().mapToLong(each -> each.integer("amount")).sum();
    assertThat(sum).isEqualTo(whole.integer("gross"));
  }

  @Test
  void lines_stand_run_by_run_and_the_roundings_are_one_line_at_the_end() {
    List<Fields> lines = DayRuns.whole(List.of(FIRST, SECOND)).orElseThrow().objects("lines");
    assertThat(lines)
        .extracting(line -> line.text("kind") + line.textOrNone("saleId").orElse(""))
        .containsExactly("salea", "saleb", "salea", "rounding");
    assertThat(lines.get(2).flag("reversal")).isTrue();
    assertThat(shares(lines.getLast(), "exact"))
        .containsExactly("host 2500", "operator 2500", "promoter -5000");
  }

  private static List<String> shares(Fields of, String name) {
    return of.objects("shares").stream()
        .map(share -> share.text("party") + " " + share.integer(name))
        .toList();
  }

  private static Fields run(String json) {
    return Fields.of(JsonReader.read(json), "run");
  }
}
