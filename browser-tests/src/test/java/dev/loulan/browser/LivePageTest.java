package dev.loulan.browser;

import static dev.loulan.browser.Shop.look;
import static dev.loulan.browser.Shop.patience;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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
  @TempDir static Path folder;
  private static Shop shop;

  @BeforeAll
  static void start() throws Exception {
    shop = Shop.open(folder);
  }

  @AfterAll
  static void stop() {
    if (shop != null) {
      shop.close();
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
    try (BrowserContext context = shop.context(language, width)) {
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

      shop.shelf().tell(true, 2_058_000, false);
      page.getByText(doorWords, new Page.GetByTextOptions().setExact(true)).waitFor(patience());
      shop.shelf().sell(Consortium.CHOCOLATE, 2, 333, "2", 104_000);
      shop.shelf().tell(false, 2_058_000, true);

      page.locator("[data-sale]").nth(before).waitFor(patience());
      assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
      Locator newest = page.locator("[data-sale]").first();
      assertThat(newest.textContent()).contains("2 × Dark chocolate 70 % 黑巧克力", "-208.0 g");
      newest.locator("summary").click();
      assertThat(newest.getByText("99.3 %").first().isVisible()).isTrue();
      assertThat(amounts(page, "[data-share]").stream().reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(amounts(page, "[data-gross]").getFirst())
          .isPositive();
      look(page, "overview-" + language + "-" + width);
      assertThat(complaints).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}, {1} pixels wide")
  @CsvSource({"en-US, 1280, reviewed", "zh-CN, 390, 已复核"})
  void a_review_is_answered_under_the_operators_key_and_counts_without_a_reload(
      String language, int width, String reviewed) throws Exception {
    try (BrowserContext context = shop.context(language, width)) {
      Page overview = signedIn(context, "op");
      overview.evaluate("window.sameDocument = true");
      int answeredBefore = overview.locator("[data-reviewed]").count();
      BigDecimal grossBefore = amounts(overview, "[data-gross]").getFirst();
      shop.shelf().ask(Consortium.WATER, Consortium.CHOCOLATE);
      Locator question = overview.locator("#part-reviews a").first();
      question.waitFor(patience());
      look(overview, "review-queue-" + language + "-" + width);

      Page answer = context.newPage();
      answer.navigate(shop.server().plain().resolve(question.getAttribute("href")).toString());
      answer.locator("#q-" + Consortium.WATER).fill("2");
      answer.locator("#key").setInputFiles(shop.consortium().operatorKey(folder));
      look(answer, "review-" + language + "-" + width);
      answer.locator("#answer button").click();
      answer.locator("#outcome:not([hidden]):not(.bad)").waitFor(patience());
      answer.reload();
      assertThat(answer.locator("tfoot").textContent()).contains("5.00");
      assertThat(answer.locator("#answer").count()).isZero();
      look(answer, "review-answered-" + language + "-" + width);

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
      look(overview, "overview-reviewed-" + language + "-" + width);
    }
  }

  @ParameterizedTest(name = "{0}, {1} pixels wide")
  @CsvSource({"en-US, 1280", "zh-CN, 1280", "en-US, 390", "zh-CN, 390"})
  void every_page_fits_its_screen(String language, int width) throws Exception {
    shop.shelf().sell(Consortium.CHOCOLATE, 1, 333, "2", 104_000);
    try (BrowserContext context = shop.context(language, width)) {
      Page page = signedIn(context, "op");
      String sale =
          page.locator("[data-sale]:not([data-reviewed]) p a").first().getAttribute("href");
      for (String path :
          List.of("/", "/sales", sale, "/statements", "/cases", "/agreements", "/nowhere")) {
        page.navigate(shop.server().plain().resolve(path).toString());
        String name = path.equals(sale) ? "sale" : path.equals("/") ? "start" : path.substring(1);
        look(page, "page-" + name + "-" + language + "-" + width);
      }
      try (BrowserContext supplier = shop.context(language, width)) {
        Page own = signedIn(supplier, "acme");
        look(own, "page-supplier-" + language + "-" + width);
      }
    }
  }

  @Test
  void host_and_supplier_see_their_own_and_a_link_serves_once() throws Exception {
    shop.shelf().sell(Consortium.WATER, 1, 250, "1", 343_000);
    for (String account : List.of("lobby-co", "acme")) {
      try (BrowserContext context = shop.context("en-US", 1280)) {
        String link = shop.consortium().link(account);
        Page page = context.newPage();
        page.navigate(link);
        page.waitForURL(shop.server().plain().resolve("/").toString());
        page.getByText("Sparkling water 330 ml").first().waitFor(patience());
        assertThat(page.locator("tr.mine")).matches(mine -> mine.count() == 1);
        look(page, "own-page-" + account);
        Page again = context.newPage();
        assertThat(again.navigate(link).status()).isEqualTo(410);
      }
    }
  }

  @Test
  void without_an_account_every_page_is_the_sign_in_page() {
    try (BrowserContext context = shop.context("zh-CN", 390)) {
      Page page = context.newPage();
      for (String path : List.of("/", "/sales", "/statements", "/sales/x")) {
        page.navigate(shop.server().plain().resolve(path).toString());
        assertThat(page.url()).contains("/sign-in");
      }
      assertThat(page.locator("h1").textContent()).isEqualTo("登录");
      look(page, "sign-in-zh-CN-390");
    }
  }

  @Test
  void the_language_switch_stays() throws Exception {
    try (BrowserContext context = shop.context("en-US", 1280)) {
      Page page = signedIn(context, "op");
      page.getByText("中文").click();
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
      page.reload();
      assertThat(page.locator("h1").textContent()).isEqualTo("总览");
    }
  }

  private static Page signedIn(BrowserContext context, String account) throws Exception {
    Page page = shop.signedIn(context, account);
    page.locator("#live-status.good").waitFor(patience());
    return page;
  }

  private static List<BigDecimal> amounts(Page page, String cells) {
    return page.locator(cells).allTextContents().stream()
        .map(text -> new BigDecimal(text.replaceAll("[^0-9.-]", "")))
        .toList();
  }
}
