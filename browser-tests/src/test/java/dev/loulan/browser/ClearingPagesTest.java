package dev.loulan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three parties clear a day in their browsers: bill, contests, terms, all under their own keys. */
@SuppressWarnings("NullAway.Init")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClearingPagesTest {
  private static final String DAY = "2026-11-23";
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
    shelf.sell(Consortium.CHOCOLATE, 2, 333, "2", 104_000);
    shelf.sell(Consortium.WATER, 1, 250, "1", 343_000);
    shelf.close(DAY, DAY);
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

  @Test
  @Order(1)
  void a_wrong_bill_is_refused_by_line_on_the_page_and_a_right_one_taken() throws Exception {
    for (String[] person : new String[][] {{"en-US", "1280"}, {"zh-CN", "390"}}) {
      try (BrowserContext context = context(person[0], Integer.parseInt(person[1]))) {
        Page page = open(context, "op", "/cases?day=" + DAY);
        page.locator("#bill [name=provider]").selectOption("stripe");
        page.locator("#bill [name=merchant]").fill("m-1");
        page.locator("#bill [name=currency]").fill("usd");
        page.locator("#bill [name=file]")
            .setInputFiles(
                file(
                    "stripe.csv",
                    """
                    created_utc,currency,gross,fee,reporting_category,source_id
                    2026-11-23 10:00:00,usd,3.00,0.05,charge,ch_1
                    2026-11-24 10:00:00,usd,4.00,0.05,charge,ch_2
                    """));
        page.locator("#bill button").click();
        assertThat(page.locator("#said.bad").textContent())
            .contains("stripe.csv", "3", "created_utc");
        look(page, "bill-refused-" + person[0] + "-" + person[1]);
      }
    }
    try (BrowserContext context = context("en-US", 1280)) {
      Page page = open(context, "op", "/cases?day=" + DAY);
      assertThat(page.locator("#cases tbody tr").count()).isEqualTo(2);
      page.locator("#bill [name=provider]").selectOption("json");
      page.locator("#bill [name=merchant]").fill("m-1");
      page.locator("#bill [name=currency]").fill("CNY");
      page.locator("#bill [name=file]")
          .setInputFiles(
              file(
                  "bill.json",
                  """
                  {"day":"2026-11-23","provider":"demo-pay","merchant":"m-1","currency":"CNY","digest":null,
                   "lines":[{"reference":"R-1","amount":666},{"reference":"R-2","amount":240}]}
                  """));
      page.locator("#bill button").click();
      assertThat(page.locator("#said:not(.bad)").textContent()).contains("2");
      assertThat(page.locator("#cases tbody").textContent()).contains("2.50", "2.40");
      look(page, "bill-taken");
    }
    server.post("/settlements", "{\"day\":\"" + DAY + "\"}");
  }

  @Test
  @Order(2)
  void a_host_contests_and_the_operator_answers_under_their_own_keys() throws Exception {
    try (BrowserContext context = context("zh-CN", 390)) {
      Page page = open(context, "lobby-co", "/cases?day=" + DAY);
      assertThat(page.locator("#bill").count()).isZero();
      page.locator("#contest [name=sale]").selectOption(new SelectOption().setIndex(0));
      page.locator("#contest [name=reason]").fill("门没有打开");
      page.locator("#contest [name=evidence]").setInputFiles(file("camera.txt", "closed"));
      page.locator("#contest [name=key]").setInputFiles(consortium.key(folder, "acme"));
      page.locator("#contest button").click();
      page.locator("#contest [role=status].bad:not([hidden])").waitFor(patience());
      page.locator("#contest [name=key]").setInputFiles(consortium.key(folder, "lobby-co"));
      page.locator("#contest button").click();
      page.locator("#contest [role=status]:not([hidden]):not(.bad)").waitFor(patience());
      page.reload();
      assertThat(page.locator("form.dispute").textContent()).contains("门没有打开", "等待答复");
      look(page, "cases-host-zh-CN-390");
    }
    try (BrowserContext context = context("en-US", 1280)) {
      Page page = open(context, "op", "/cases?day=" + DAY);
      Locator form = page.locator("form.dispute");
      assertThat(form.textContent()).contains("Lobby Company");
      look(page, "cases-operator-en-US-1280");
      form.locator("[name=reason]").fill("The door sensor was replaced.");
      form.locator("[name=key]").setInputFiles(consortium.key(folder, "op"));
      form.locator("button").click();
      form.locator("[role=status]:not([hidden]):not(.bad)").waitFor(patience());
      page.reload();
      assertThat(page.locator("form.dispute").textContent()).contains("answered");
    }
    try (BrowserContext context = context("en-US", 390)) {
      Page page = open(context, "acme", "/cases?day=" + DAY);
      look(page, "cases-supplier-en-US-390");
    }
  }

  @ParameterizedTest(name = "{0}, {1} pixels wide")
  @CsvSource({"en-US, 1280, 2, in force", "zh-CN, 390, 3, 已生效"})
  @Order(3)
  void terms_are_drafted_tried_proposed_and_signed_by_three_in_their_browsers(
      String language, int width, int version, String inForce) throws Exception {
    try (BrowserContext context = context(language, width)) {
      Page page = open(context, "lobby-co", "/agreements");
      Locator card = card(page, version - 1);
      card.locator("details summary").last().click();
      Locator area = card.locator("textarea");
      area.fill(
          area.inputValue()
              .replace("\"otherCostBp\": 6000", "\"otherCostBp\": " + (6000 + version)));
      card.locator("[name=month]").fill(DAY.substring(0, 7));
      card.locator("button[value=try]").click();
      card.locator("[data-draft] [role=status]:not([hidden]):not(.bad)").waitFor(patience());
      assertThat(card.locator("[data-draft] dd").allTextContents()).hasSize(4);
      assertThat(card.locator("[data-draft] [role=status]").textContent()).contains("2", "9.16");
      look(page, "agreements-tried-" + language + "-" + width);
      area.fill(area.inputValue().replace("\"bp\": 5000", "\"bp\": 5001"));
      card.locator("button[value=propose]").click();
      card.locator("[data-draft] [role=status].bad").waitFor(patience());
      area.fill(area.inputValue().replace("\"bp\": 5001", "\"bp\": 5000"));
      card.locator("button[value=propose]").click();
      card(page, version).waitFor(patience());
    }
    for (String party : List.of("lobby-co", "op", "acme")) {
      try (BrowserContext context = context(language, width)) {
        Page page = open(context, party, "/agreements");
        Locator card = card(page, version);
        card.locator("[data-sign] input[type=file]").setInputFiles(consortium.key(folder, party));
        card.locator("[data-sign] > button").click();
        card.locator("[data-sign] [role=status]:not([hidden]):not(.bad)").waitFor(patience());
        page.reload();
        look(page, "agreements-" + party + "-" + language + "-" + width);
        if (party.equals("acme")) {
          assertThat(card(page, version).locator(".pill").textContent()).contains(inForce);
        }
      }
    }
  }

  private static Locator card(Page page, int version) {
    return page.locator("section.card:has(form[data-sign][data-version=\"" + version + "\"])");
  }

  private static FilePayload file(String name, String text) {
    return new FilePayload(name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  private static BrowserContext context(String language, int width) {
    return browser.newContext(
        new Browser.NewContextOptions().setLocale(language).setViewportSize(width, 900));
  }

  private static Page open(BrowserContext context, String account, String path) throws Exception {
    Page page = context.newPage();
    page.navigate(consortium.link(account));
    page.waitForURL(server.plain().resolve("/").toString());
    page.navigate(server.plain().resolve(path).toString());
    return page;
  }

  private static Locator.WaitForOptions patience() {
    return new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS);
  }

  /** Takes the picture; nothing may stick out to the right. */
  private static void look(Page page, String name) {
    Object overhang =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
    assertThat(overhang).as(name + ": pixels that stick out to the right").isEqualTo(0);
  }
}
