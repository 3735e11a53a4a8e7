package dev.loulan.clearing.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.clearing.statement.StatementLine.Kind;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a month's runs and a backdated version add to a statement, and that it can be checked. */
class MonthStatementTest {
  private final List<Bundle> bundles = SampleStatements.reckonedMonth();

  @Test
  void a_month_with_all_clauses_is_sound_for_each_party_and_adds_up() {
    long sum = 0;
    for (Bundle bundle : bundles) {
      String text = SampleStatements.text(bundle);
      assertThat(StatementVerifier.verify(Bundle.read(text)).faults()).as(text).isEmpty();
      sum += bundle.lines().getLast().amountMinor();
    }
    assertThat(bundles).extracting(Bundle::role).containsExactly("host", "operator", "supplier");
    assertThat(sum).isEqualTo(1_001 + 999);
    assertThat(bundles)
        .allSatisfy(
            bundle -> assertThat(bundle.lines().getLast().grossMinor()).isEqualTo(1_001 + 999));
  }

  @Test
  void tiers_rent_guarantee_and_cap_are_lines_of_their_own_in_the_run_that_posted_them() {
    Bundle host = bundles.getFirst();
    assertThat(host.months()).extracting(MonthRun::run).containsExactly(1L, 2L, 3L);
    assertThat(posted(host, 1)).isEqualTo("tiers 401, tiers 399, rent 3310, cap -2890");
    assertThat(kinds(host, Kind.MONTH)).isEqualTo(3);
    assertThat(kinds(host, Kind.ROUNDING)).isEqualTo(1);
  }

  @Test
  void a_backdated_version_takes_its_lines_back_and_posts_a_true_up() {
    Bundle host = bundles.getFirst();
    assertThat(host.lines())
        .anySatisfy(line -> {
          assertThat(line.kind()).isEqualTo(Kind.SALE);
          assertThat(line.reversal()).isTrue();
          assertThat(line.grossMinor()).isEqualTo(-1_001);
        });
    List<StatementLine> trueUps =
        host.lines().stream().filter(line -> line.kind() == Kind.TRUE_UP).toList();
    assertThat(trueUps.stream().map(line -> line.group().orElseThrow().version()))
        .containsExactly(2L, 2L, 3L);
    assertThat(trueUps.stream().map(StatementLine::grossMinor))
        .containsExactly(-600L, -1_001L, 1_001L);
  }

  @Test
  void every_forgery_is_found() {
    int tried = 0;
    for (Bundle bundle : bundles) {
      for (String forged : SampleStatements.forgeries(SampleStatements.text(bundle))) {
        assertThat(SampleStatements.faultLines(forged)).as(forged).isNotEmpty();
        tried++;
      }
    }
    assertThat(tried).isGreaterThan(200);
  }

  private static String posted(Bundle bundle, long run) {
    return bundle.lines().stream()
        .filter(line -> line.kind().isOfMonth() && line.run() == run)
        .map(line -> line.kind().word() + " " + line.amountMinor())
        .collect(Collectors.joining(", "));
  }

  private static long kinds(Bundle bundle, Kind kind) {
    return bundle.lines().stream().filter(line -> line.kind() == kind).count();
  }
}
