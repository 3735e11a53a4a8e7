package dev.loulan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.FilePayload;
import dev.loulan.clearing.statement.SampleStatements;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.split.DaySplit;
import dev.loulan.domain.split.ExactShares;
import dev.loulan.domain.split.SplitLine;
import dev.loulan.domain.split.Waterfall;
import dev.loulan.testkit.oracle.OracleLine;
import dev.loulan.testkit.oracle.RandomAgreements;
import dev.loulan.testkit.oracle.SplitOracle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that checks a statement, opened from a folder, without a server and a network. */
@SuppressWarnings("NullAway.Init")
class StatementPageTest {
  private static final Path PAGE =
      Path.of("..", "quarkus-app/src/main/resources/META-INF/resources/static/verify.html");
  private static final int CASES = Integer.getInteger("loulan.browser.cases", 3_000);
  private static final double PATIENCE_MILLIS = 30_000;

  @TempDir private Path folder;
  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void start() {
    Chromium chromium = Chromium.orSkip();
    playwright = chromium.playwright();
    browser = chromium.browser();
  }

  @AfterAll
  static void stop() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @Test
  void sound_statements_are_sound_and_every_forgery_is_named_as_the_verifier_in_java_names_it() {
    try (BrowserContext context = browser.newContext(offline("en-US"))) {
      Page page = open(context);
      int forged = 0;
      for (String sound : SampleStatements.sound(folder)) {
        assertThat(check(page, sound)).as(sound).isEmpty();
        for (String forgery : SampleStatements.forgeries(sound)) {
          SortedSet<Long> named = check(page, forgery);
          assertThat(named).as(forgery).isEqualTo(SampleStatements.faultLines(forgery));
          assertThat(named).as(forgery).isNotEmpty();
          assertThat(told(page, forgery)).as(forgery).allMatch(StatementPageTest::isChinese);
          forged++;
        }
      }
      assertThat(forged).isGreaterThan(150);
    }
  }

  @Test
  void a_person_sees_verdict_lines_and_keys_in_both_languages() {
    String sound = SampleStatements.sound(folder).getLast();
    String forged = SampleStatements.forgeries(sound).getFirst();
    for (String language : List.of("en-US", "zh-CN")) {
      try (BrowserContext context = browser.newContext(offline(language))) {
        Page page = open(context);
        choose(page, sound);
        page.locator("#verdict[data-sound=true]").waitFor(patience());
        assertThat(page.locator("#verdict").textContent())
            .startsWith(language.equals("zh-CN") ? "无误" : "Sound");
        assertThat(page.locator("#keys dt").count()).isGreaterThanOrEqualTo(4);
        choose(page, forged);
        page.locator("#verdict[data-sound=false]").waitFor(patience());
        assertThat(page.locator("#faults tbody tr").first().getAttribute("data-line"))
            .isEqualTo("1");
        assertThat(page.locator("#faults tbody tr").first().textContent())
            .contains(language.equals("zh-CN") ? "应为" : "computed");
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", "verify-" + language + ".png")));
        choose(page, "{\"statementBundle\":2}");
        page.locator("#progress[data-unreadable]").waitFor(patience());
      }
    }
  }

  @Test
  void contract_browser_and_oracle_split_alike() {
    long seed = Long.getLong("loulan.seed", System.nanoTime());
    System.out.println("StatementPageTest seed " + seed + ", " + CASES + " cases");
    Random random = new Random(seed);
    try (BrowserContext context = browser.newContext(offline("en-US"))) {
      Page page = open(context);
      for (int done = 0; done < CASES; done += 500) {
        List<String> asked = new ArrayList<>();
        List<String> due = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
          addCase(random, asked, due);
        }
        Object answers = page.evaluate(SPLIT, "[" + String.join(",", asked) + "]");
        assertThat(answers).as("seed %d, cases from %d", seed, done).isEqualTo(due);
      }
    }
  }

  private static final String SPLIT =
      """
      (text) => loulanStatement.parse(text).map(({ terms, sales }) => {
        const claims = sales.map((lines) =>
          loulanStatement.split(terms, lines.map((line) => ({ ...line, campaign: line.campaign || null })), true));
        const base = terms.parties.map((_, i) => claims.reduce((sum, claim) => sum + claim[i], 0n));
        return claims.map(String).join(";") + "|" + loulanStatement.round(base);
      })\
      """;

  /** A random agreement with up to four sales; what the three must say of it. */
  private static void addCase(Random random, List<String> asked, List<String> due) {
    RandomAgreements draw = new RandomAgreements(random);
    String json = draw.terms();
    TermsDocument document = TermsDocument.read(json.getBytes(StandardCharsets.UTF_8));
    Terms terms = document.terms();
    SplitOracle oracle = new SplitOracle(document.json());
    List<String> sales = new ArrayList<>();
    List<String> claims = new ArrayList<>();
    List<List<Long>> expected = new ArrayList<>();
    ExactShares base = ExactShares.none(terms.parties().size());
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      List<OracleLine> sale = draw.sale();
      ExactShares shares =
          new Waterfall(terms).split(sale.stream().map(StatementPageTest::line).toList(), true);
      List<Long> judged = oracle.sale(sale, true, 0);
      assertThat(shares.tenThousandths()).isEqualTo(judged);
      base = base.plus(shares);
      expected.add(judged);
      claims.add(text(judged));
      sales.add("[" + String.join(",", sale.stream().map(StatementPageTest::json).toList()) + "]");
    }
    assertThat(DaySplit.amounts(base)).isEqualTo(oracle.day(expected));
    asked.add("{\"terms\":" + json + ",\"sales\":[" + String.join(",", sales) + "]}");
    due.add(String.join(";", claims) + "|" + text(DaySplit.amounts(base)));
  }

  private static SplitLine line(OracleLine line) {
    return new SplitLine(
        line.gtin(),
        line.quantity(),
        line.unitPriceMinor(),
        (int) line.taxBp(),
        Optional.of(line.campaign()).filter(code -> !code.isEmpty()));
  }

  private static String json(OracleLine line) {
    return String.format(
        Locale.ROOT,
        "{\"gtin\":\"%s\",\"quantity\":%d,\"unitPrice\":%d,\"taxBp\":%d,\"campaign\":\"%s\"}",
        line.gtin(),
        line.quantity(),
        line.unitPriceMinor(),
        line.taxBp(),
        line.campaign());
  }

  private static String text(List<Long> amounts) {
    return String.join(",", amounts.stream().map(String::valueOf).toList());
  }

  private static Browser.NewContextOptions offline(String language) {
    return new Browser.NewContextOptions().setLocale(language).setOffline(true);
  }

  private static Page open(BrowserContext context) {
    Page page = context.newPage();
    page.navigate(PAGE.toAbsolutePath().normalize().toUri().toString());
    return page;
  }

  /** The lines at fault; what cannot be read as a statement counts as line 0. */
  private static SortedSet<Long> check(Page page, String text) {
    Object lines =
        page.evaluate(
            "async (text) => (await loulanStatement.verify(loulanStatement.read(text))).faults.map((f) => f.line)",
            text);
    SortedSet<Long> named = new TreeSet<>();
    if (lines instanceof List<?> list) {
      list.forEach(line -> named.add(((Number) line).longValue()));
    }
    return named;
  }

  /** The faults as a person reads them in Chinese. */
  private static List<String> told(Page page, String text) {
    Object told =
        page.evaluate(
            "async (text) => (await loulanStatement.verify(loulanStatement.read(text))).faults.map((f) => loulanTold(f.what))",
            text);
    return told instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
  }

  private static boolean isChinese(String said) {
    return said.matches("(?s).*\\p{IsHan}.*") && !said.matches("(?s).*[a-z]+ [a-z]+ [a-z]+.*");
  }

  private static void choose(Page page, String text) {
    page.locator("#file")
        .setInputFiles(
            new FilePayload(
                "statement.json", "application/json", text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Locator.WaitForOptions patience() {
    return new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS);
  }
}
