package dev.loulan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person watches the shelf: sales appear by themselves, and the shares add up. */
@SuppressWarnings("NullAway.Init")
class LivePageTest {
  private static final long PATIENCE_MILLIS = 15_000;

  @TempDir static Path folder;
  private static ServerProcess server;
  private static Consortium consortium;
  private static ShelfDevice shelf;
  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    Chromium chromium = Chromium.orSkip();
    playwright = chromium.playwright();
    browser = chromium.browser();
    server = ServerProcess.start(folder);
    consortium = new Consortium(server);
    consortium.found();
    shelf = ShelfDevice.claim(folder, server.tls(), "shelf-1", consortium.device("shelf-1"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (playwright != null) {
      playwright.close();
    }
    if (shelf != null) {
      shelf.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest(name = "{0}, {1} pixels wide")
  @CsvSource({
    "en-US, 1280, Last sales, door open",
    "zh-CN, 1280, 最近销售, 门已打开",
    "en-US, 390, Last sales, door open",
    "zh-CN, 390, 最近销售, 门已打开"
  })
  void a_sale_appears_without_a_reload_and_the_shares_add_up(
      String language, int width, String heading, String doorWords) throws Exception {
    try (BrowserContext context = context(language, width)) {
      List<String> complaints = new ArrayList<>();
      Page page = signedIn(context, "op");
      page.onConsoleMessage(message -> {
        if (message.type().equals("error")) {
          complaints.add(message.text());
        }
      });
      assertThat(page.locator("#h-sales").textContent()).isEqualTo(heading);
      page.evaluate("window.sameDocument = true");
      int before = page.locator("[data-sale]").count();

      shelf.tell(true, 2_058_000, false);
      page.getByText(doorWords, new Page.GetByTextOptions().setExact(true)).waitFor(patience());
      shelf.sell(Consortium.CHOCOLATE, 2, 333, "2", 104_000);
      shelf.tell(false, 2_058_000, true);

      page.locator("[data-sale]").nth(before).waitFor(patience());
      assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
      Locator newest = page.locator("[data-sale]").first();
      assertThat(newest.textContent()).contains("2 × Dark chocolate 70 % 黑巧克力", "-208.0 g");
      newest.locator("summary").click();
      assertThat(newest.getByText("99.3 %").first().isVisible()).isTrue();
      assertThat(amounts(page, "[data-share]").stream().reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(amounts(page, "[data-gross]").getFirst())
          .isPositive();
      assertNothingSticksOut(page);
      screenshot(page, "overview-" + language + "-" + width);
      assertThat(complaints).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}, {1} pixels wide")
  @CsvSource({"en-US, 1280, reviewed", "zh-CN, 390, 已复核"})
  void a_review_is_answered_under_the_operators_key_and_counts_without_a_reload(
      String language, int width, String reviewed) throws Exception {
    try (BrowserContext context = context(language, width)) {
      Page overview = signedIn(context, "op");
      overview.evaluate("window.sameDocument = true");
      int answeredBefore = overview.locator("[data-reviewed]").count();
      BigDecimal grossBefore = amounts(overview, "[data-gross]").getFirst();
      shelf.ask(Consortium.WATER, Consortium.CHOCOLATE);
      Locator question = overview.locator("#part-reviews a").first();
      question.waitFor(patience());
      screenshot(overview, "review-queue-" + language + "-" + width);

      Page answer = context.newPage();
      answer.navigate(server.plain().resolve(question.getAttribute("href")).toString());
      assertNothingSticksOut(answer);
      answer.locator("#q-" + Consortium.WATER).fill("2");
      answer.locator("#key").setInputFiles(consortium.operatorKey(folder));
      screenshot(answer, "review-" + language + "-" + width);
      answer.locator("#answer button").click();
      answer.locator("#outcome:not([hidden]):not(.bad)").waitFor(patience());
      answer.reload();
      assertThat(answer.locator("tfoot").textContent()).contains("5.00");
      assertThat(answer.locator("#answer").count()).isZero();
      screenshot(answer, "review-answered-" + language + "-" + width);

      overview.locator("[data-reviewed]").nth(answeredBefore).waitFor(patience());
      Locator entry = overview.locator("[data-reviewed]").first();
      assertThat(entry.textContent()).contains("2 × Sparkling water 330 ml", reviewed);
      assertThat(overview.evaluate("window.sameDocument")).isEqualTo(true);
      BigDecimal gross = amounts(overview, "[data-gross]").getFirst();
      assertThat(gross.subtract(grossBefore)).isEqualByComparingTo("5.00");
      assertThat(
              amounts(overview, "[data-share]").stream().reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(gross);
      assertThat(overview.locator("#part-reviews a").count()).isZero();
      assertNothingSticksOut(overview);
      screenshot(overview, "overview-reviewed-" + language + "-" + width);
    }
  }

  @ParameterizedTest(name = "{0}, {1} pixels wide")
  @CsvSource({"en-US, 1280", "zh-CN, 1280", "en-US, 390", "zh-CN, 390"})
  void every_page_fits_its_screen(String language, int width) throws Exception {
    shelf.sell(Consortium.CHOCOLATE, 1, 333, "2", 104_000);
    try (BrowserContext context = context(language, width)) {
      Page page = signedIn(context, "op");
      String sale =
          page.locator("[data-sale]:not([data-reviewed]) p a").first().getAttribute("href");
      for (String path :
          List.of("/", "/sales", sale, "/statements", "/cases", "/agreements", "/nowhere")) {
        page.navigate(server.plain().resolve(path).toString());
        assertNothingSticksOut(page);
        String name = path.equals(sale) ? "sale" : path.equals("/") ? "start" : path.substring(1);
        screenshot(page, "page-" + name + "-" + language + "-" + width);
      }
      try (BrowserContext supplier = context(language, width)) {
        Page own = signedIn(supplier, "acme");
        assertNothingSticksOut(own);
        screenshot(own, "page-supplier-" + language + "-" + width);
      }
    }
  }

  @Test
  void host_and_supplier_see_their_own_and_a_link_serves_once() throws Exception {
    shelf.sell(Consortium.WATER, 1, 250, "1", 343_000);
    for (String account : List.of("lobby-co", "acme")) {
      try (BrowserContext context = context("en-US", 1280)) {
        String link = consortium.link(account);
        Page page = context.newPage();
        page.navigate(link);
        page.waitForURL(server.plain().resolve("/").toString());
        page.getByText("Sparkling water 330 ml").first().waitFor(patience());
        assertThat(page.locator("tr.mine")).matches(mine -> mine.count() == 1);
        screenshot(page, "own-page-" + account);
        Page again = context.newPage();
        assertThat(again.navigate(link).status()).isEqualTo(410);
      }
    }
  }

  @Test
  void without_an_account_every_page_is_the_sign_in_page() {
    try (BrowserContext context = context("zh-CN", 390)) {
      Page page = context.newPage();
      for (String path : List.of("/", "/sales", "/statements", "/sales/x")) {
        page.navigate(server.plain().resolve(path).toString());
        assertThat(page.url()).contains("/sign-in");
      }
      assertThat(page.locator("h1").textContent()).isEqualTo("登录");
      screenshot(page, "sign-in-zh-CN-390");
    }
  }

  @Test
  void the_language_switch_stays() throws Exception {
    try (BrowserContext context = context("en-US", 1280)) {
      Page page = signedIn(context, "op");
      page.getByText("中文").click();
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
      page.reload();
      assertThat(page.locator("h1").textContent()).isEqualTo("总览");
    }
  }

  private static BrowserContext context(String language, int width) {
    return browser.newContext(
        new Browser.NewContextOptions().setLocale(language).setViewportSize(width, 900));
  }

  private static Page signedIn(BrowserContext context, String account) throws Exception {
    Page page = context.newPage();
    page.navigate(consortium.link(account));
    page.waitForURL(server.plain().resolve("/").toString());
    page.locator("#live-status.good").waitFor(patience());
    return page;
  }

  private static Locator.WaitForOptions patience() {
    return new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS);
  }

  private static List<BigDecimal> amounts(Page page, String cells) {
    return page.locator(cells).allTextContents().stream()
        .map(text -> new BigDecimal(text.replaceAll("[^0-9.-]", "")))
        .toList();
  }

  private static void assertNothingSticksOut(Page page) {
    Object overhang =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(overhang).as("pixels that stick out to the right").isEqualTo(0);
  }

  private static void screenshot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }
}
