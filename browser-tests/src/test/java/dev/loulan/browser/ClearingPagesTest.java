package dev.loulan.browser;

import static dev.loulan.browser.Shop.look;
import static dev.loulan.browser.Shop.patience;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.provisioning.party.PartyKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
  private static final String NEXT_DAY = "2026-11-24";

  /**
   * Of what is settled: two chocolates at 3.33, 60 % of it cost, a fee of 0.6 %, 30 % of the rest.
   */
  private static final long HOST_SHARE = 79;

  @TempDir static Path folder;
  private static Shop shop;

  @BeforeAll
  static void start() throws Exception {
    shop = Shop.open(folder);
    shop.shelf().sell(Consortium.CHOCOLATE, 2, 333, "2", 104_000);
    shop.shelf().sell(Consortium.WATER, 1, 250, "1", 343_000);
    shop.shelf().close(DAY, DAY);
  }

  @AfterAll
  static void stop() {
    if (shop != null) {
      shop.close();
    }
  }

  @Test
  @Order(1)
  void a_wrong_bill_is_refused_by_line_on_the_page_and_a_right_one_taken() throws Exception {
    for (String[] person : new String[][] {{"en-US", "1280"}, {"zh-CN", "390"}}) {
      try (BrowserContext context = shop.context(person[0], Integer.parseInt(person[1]))) {
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
        assertThat(page.locator("#bill [name=provider]").inputValue()).isEqualTo("stripe");
        assertThat(page.locator("#bill [name=merchant]").inputValue()).isEqualTo("m-1");
        assertThat(page.locator("#bill [name=currency]").inputValue()).isEqualTo("usd");
        look(page, "bill-refused-" + person[0] + "-" + person[1]);
      }
    }
    try (BrowserContext context = shop.context("en-US", 1280)) {
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
    shop.server().post("/settlements", "{\"day\":\"" + DAY + "\"}");
    shop.awaitDue("lobby-co", HOST_SHARE);
    for (String[] person : new String[][] {{"en-US", "1280"}, {"zh-CN", "390"}}) {
      try (BrowserContext context = shop.context(person[0], Integer.parseInt(person[1]))) {
        Page page = open(context, "op", "/statements");
        assertThat(page.locator("main").textContent()).contains(DAY, "6.66");
        look(page, "statements-" + person[0] + "-" + person[1]);
        page.navigate(shop.server().plain().resolve("/statements/" + DAY).toString());
        assertThat(page.locator("main").textContent()).contains("6.66");
        look(page, "statement-" + person[0] + "-" + person[1]);
      }
    }
  }

  @ParameterizedTest(name = "{0}, {1} pixels wide")
  @CsvSource({"en-US, 1280, takes at most 8 MiB", "zh-CN, 390, 一次最多接收 8 MiB"})
  @Order(2)
  void a_file_larger_than_the_server_takes_is_said_before_and_after_it_is_sent(
      String language, int width, String limit) throws Exception {
    Path large = Files.write(folder.resolve("large.csv"), new byte[9 << 20]);
    try (BrowserContext context = shop.context(language, width)) {
      Page page = open(context, "op", "/cases?day=" + DAY);
      page.locator("#bill [name=merchant]").fill("m-1");
      page.locator("#bill [name=currency]").fill("CNY");
      page.locator("#bill [name=file]").setInputFiles(large);
      String said = page.locator("#bill [name=file]").evaluate("e => e.validationMessage") + "";
      assertThat(said).contains("8 MiB");
      page.evaluate("document.querySelector('#bill').submit()");
      page.waitForURL("**/cases/bills");
      assertThat(page.locator("main").textContent()).contains(limit, "9.0 MiB");
      look(page, "bill-too-large-" + language + "-" + width);
      page.goBack();
      assertThat(page.locator("#bill [name=merchant]").inputValue()).isEqualTo("m-1");
    }
  }

  @Test
  @Order(2)
  void a_host_contests_the_operator_answers_and_the_host_withdraws_under_their_own_keys()
      throws Exception {
    try (BrowserContext context = shop.context("zh-CN", 390)) {
      Page page = open(context, "lobby-co", "/cases?day=" + DAY);
      assertThat(page.locator("#bill").count()).isZero();
      page.locator("#contest [name=sale]").selectOption(new SelectOption().setIndex(0));
      page.locator("#contest [name=reason]").fill("门没有打开");
      page.locator("#contest [name=evidence]").setInputFiles(file("camera.txt", "closed"));
      page.locator("#contest [name=key]").setInputFiles(shop.consortium().key(folder, "acme"));
      page.locator("#contest button").click();
      page.locator("#contest [role=status].bad:not([hidden])").waitFor(patience());
      page.locator("#contest [name=key]").setInputFiles(shop.consortium().key(folder, "lobby-co"));
      page.locator("#contest button").click();
      page.locator("#contest [role=status]:not([hidden]):not(.bad)").waitFor(patience());
      page.reload();
      assertThat(page.locator("form.dispute").textContent()).contains("门没有打开", "等待答复");
      look(page, "cases-host-zh-CN-390");
    }
    try (BrowserContext context = shop.context("en-US", 1280)) {
      Page page = open(context, "op", "/cases?day=" + DAY);
      Locator form = page.locator("form.dispute");
      assertThat(form.textContent()).contains("Lobby Company");
      look(page, "cases-operator-en-US-1280");
      form.locator("[name=reason]").fill("The door sensor was replaced.");
      form.locator("[name=key]").setInputFiles(shop.consortium().key(folder, "op"));
      form.locator("button").click();
      form.locator("[role=status]:not([hidden]):not(.bad)").waitFor(patience());
      page.reload();
      assertThat(page.locator("form.dispute").textContent()).contains("answered");
    }
    // An answer holds the sale until it stood for the agreed days; the server takes it back itself.
    shop.awaitDue("lobby-co", 0);
    try (BrowserContext context = shop.context("zh-CN", 390)) {
      Page page = open(context, "lobby-co", "/cases?day=" + DAY);
      Locator form = page.locator("form.dispute");
      form.locator("[name=key]").setInputFiles(shop.consortium().key(folder, "lobby-co"));
      form.locator("button").click();
      form.locator("[role=status]:not([hidden]):not(.bad)").waitFor(patience());
      page.reload();
      assertThat(page.locator("form.dispute").textContent()).contains("已撤回");
    }
    shop.awaitDue("lobby-co", HOST_SHARE);
    // Here, for the bank's word that is handed in later holds the sale again.
    for (String transfer : List.of("p-1280", "p-390")) {
      shop.server()
          .post(
              "/payouts",
              """
              {"payoutId":"%s","currency":"CNY","items":[{"party":"host","partyId":"lobby-co","amount":1}]}
              """
                  .formatted(transfer));
    }
  }

  @ParameterizedTest(name = "{0}, {1} pixels wide")
  @CsvSource({"en-US, 1280, 2, in force", "zh-CN, 390, 3, 已生效"})
  @Order(3)
  void terms_are_drafted_tried_proposed_and_signed_by_three_in_their_browsers(
      String language, int width, int version, String inForce) throws Exception {
    try (BrowserContext context = shop.context(language, width)) {
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
      try (BrowserContext context = shop.context(language, width)) {
        Page page = open(context, party, "/agreements");
        Locator card = card(page, version);
        card.locator("[data-sign] input[type=file]")
            .setInputFiles(shop.consortium().key(folder, party));
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

  @ParameterizedTest(name = "{0}, {1} pixels wide")
  @CsvSource({"en-US, 1280, no file was chosen", "zh-CN, 390, 没有选择文件"})
  @Order(4)
  void another_providers_bill_is_read_by_a_mapping_handed_in_with_it(
      String language, int width, String noFile) throws Exception {
    String rows = "At;Ref;Sum\n23.11.2026 10:00;R-9;1,50\n";
    String mapping =
        """
        provider: acquirer
        delimiter: ";"
        times: dd.MM.uuuu HH:mm
        columns: {time: At, reference: Ref, amount: Sum}
        """;
    try (BrowserContext context = shop.context(language, width)) {
      Page page = open(context, "op", "/cases?day=" + DAY);
      handInBill(page, rows, null);
      assertThat(page.locator("#said.bad").textContent()).contains(noFile);
      handInBill(page, rows, mapping.replace("Ref,", "Reference,"));
      assertThat(page.locator("#said.bad").textContent()).contains("bill.csv", "1", "Reference");
      handInBill(page, rows, mapping.replace("delimiter", "colour"));
      assertThat(page.locator("#said.bad").textContent()).contains("mapping.yaml", "2", "colour");
      handInBill(page, rows, mapping);
      assertThat(page.locator("#said.bad").textContent()).contains("bill.csv", "2", "1,50");
      look(page, "bill-by-mapping-refused-" + language + "-" + width);
      handInBill(page, rows.replace("1,50", "1.50"), mapping);
      assertThat(page.locator("#said:not(.bad)").textContent()).contains("1");
      assertThat(page.locator("#cases tbody").textContent()).contains("R-9", "1.50");
    }
  }

  private static void handInBill(Page page, String rows, @Nullable String mapping) {
    page.locator("#bill [name=provider]").selectOption("mapping");
    page.locator("#bill [name=merchant]").fill("m-1");
    page.locator("#bill [name=currency]").fill("CNY");
    page.locator("#bill [name=file]").setInputFiles(file("bill.csv", rows));
    if (mapping != null) {
      page.locator("#bill [name=mapping]").setInputFiles(file("mapping.yaml", mapping));
    }
    page.locator("#bill button").click();
  }

  @ParameterizedTest(name = "{0}, {1} pixels wide")
  @CsvSource({
    "en-US, 1280, Took bank statement s-1280 with 1 credits., Never instructed here: p-x.",
    "zh-CN, 390, 已接收银行对账单 s-390，共 1 笔入账。, 从未在此发出指令：p-x。"
  })
  @Order(5)
  void what_the_bank_wrote_is_handed_in_and_matches_bills_and_answers_transfers(
      String language, int width, String taken, String unknown) throws Exception {
    String transfer = "p-" + width;
    try (BrowserContext context = shop.context(language, width)) {
      Page page = open(context, "op", "/cases?day=" + DAY);
      handInBank(page, account("s-" + width, "1.x0"));
      assertThat(page.locator("#said.bad").textContent()).contains("bank.xml", "2", "1.x0");
      look(page, "bank-refused-" + language + "-" + width);
      handInBank(page, account("s-" + width, "1.00"));
      assertThat(page.locator("#said:not(.bad)").textContent()).contains(taken);
      assertThat(page.locator("#cases tbody").textContent())
          .contains(language.equals("zh-CN") ? "银行未到账" : "the bank received nothing");
      handInBank(page, status("p-x", "RJCT"));
      assertThat(page.locator("#said:not(.bad)").textContent()).contains(unknown);
      handInBank(page, status(transfer, "RJCT"));
      assertThat(page.locator("#said:not(.bad)").textContent()).contains("1");
      look(page, "bank-taken-" + language + "-" + width);
      handInBank(page, status(transfer, "ACSC"));
      assertThat(page.locator("#said.bad").textContent()).contains(transfer);
    }
    try (BrowserContext context = shop.context(language, width)) {
      Page page = open(context, "lobby-co", "/cases?day=" + DAY);
      assertThat(page.locator("#bank").count()).as("only who runs shelves hands in").isZero();
    }
  }

  private static void handInBank(Page page, String xml) {
    page.locator("#bank [name=file]").setInputFiles(file("bank.xml", xml));
    page.locator("#bank button").click();
  }

  /** A credit far after the day, so that the statement reaches past what the bill must bring. */
  private static String account(String id, String amount) {
    return """
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>%s</Id>
    <Ntry><Amt Ccy="CNY">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
    <BookgDt><Dt>2027-01-31</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>
    """
        .formatted(id, amount);
  }

  private static String status(String transfer, String code) {
    return """
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><OrgnlPmtInfAndSts>
    <TxInfAndSts><OrgnlEndToEndId>%s</OrgnlEndToEndId><TxSts>%s</TxSts></TxInfAndSts>
    </OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
    """
        .formatted(transfer, code);
  }

  @ParameterizedTest(name = "{0}, {1} pixels wide")
  @CsvSource({"en-US, 1280, lobby-9, supplier", "zh-CN, 390, lobby-10, 供应商"})
  @Order(6)
  void terms_are_drafted_from_the_blank_card(String language, int width, String id, String missing)
      throws Exception {
    try (BrowserContext context = shop.context(language, width)) {
      Page page = open(context, "op", "/agreements");
      Locator card = page.locator("#draft");
      Locator area = card.locator("textarea");
      page.locator("#template").selectOption(new SelectOption().setIndex(5));
      assertThat(area.inputValue()).contains("\"campaigns\"", "${shelf}");
      assertThat(card.locator("[role=status]").textContent()).contains("promoter", "shelf");
      page.locator("#own-template").setInputFiles(file("own.json", "{\"agreementId\":\"${id}\""));
      card.locator("[role=status].bad").waitFor(patience());
      String own = area.inputValue() + ",\"basis\":\"gross\",\"otherCostBp\":${cost}}";
      page.locator("#own-template").setInputFiles(file("own-2.json", own));
      card.locator("[role=status]:not(.bad)").waitFor(patience());
      assertThat(card.locator("[role=status]").textContent()).contains("id, cost");
      card.locator("button[value=propose]").click();
      card.locator("[role=status].bad").waitFor(patience());
      page.locator("#template").selectOption(new SelectOption().setIndex(0));
      assertThat(area.inputValue()).contains("${shelf}");
      card.locator("button[value=propose]").click();
      card.locator("[role=status].bad").waitFor(patience());
      look(page, "draft-blank-" + language + "-" + width);
      String terms = area.inputValue();
      for (String[] gap :
          new String[][] {
            {"${id}", id},
            {"${currency}", "CNY"},
            {"${shelf}", id},
            {"${operator}", "op"},
            {"${host}", "lobby-co"},
            {"${supplier}", "acme"},
            {"${from}", "2026-12-01"}
          }) {
        terms = terms.replace(gap[0], gap[1]);
      }
      area.fill(terms);
      card.locator("button[value=propose]").click();
      Locator proposed = page.locator("form[data-sign][data-id=" + id + "]");
      proposed.waitFor(patience());
      assertThat(proposed.locator("dl").first().textContent()).contains("15");
      assertThat(page.locator("section:has(form[data-id=" + id + "]) .pill").textContent())
          .contains(missing);
      look(page, "draft-proposed-" + language + "-" + width);
    }
  }

  @Test
  @Order(7)
  void a_key_made_on_the_page_registers_its_party_with_the_file_beside_it() throws Exception {
    try (BrowserContext context = shop.context("zh-CN", 390)) {
      Page page = open(context, "lobby-co", "/agreements");
      List<Download> files = new ArrayList<>();
      page.onDownload(files::add);
      page.waitForDownload(
          new Page.WaitForDownloadOptions()
              .setPredicate(last -> last.suggestedFilename().endsWith(".party.json")),
          () -> page.locator("#make-key").click());
      assertThat(files).hasSize(2);
      String keyId = page.locator("#make-key + output").textContent();
      assertThat(files.stream().map(Download::suggestedFilename))
          .containsExactlyInAnyOrder(keyId + ".key", keyId + ".party.json");
      Path pem = folder.resolve(keyId + ".key");
      for (Download each : files) {
        each.saveAs(folder.resolve(each.suggestedFilename()));
      }
      assertThat(PartyKey.load(pem).keyId()).isEqualTo(keyId);
      String registration = Files.readString(folder.resolve(keyId + ".party.json"));
      assertThat(registration).contains("\"role\":\"host\"").doesNotContain("PRIVATE");
      assertThatThrownBy(() ->
              shop.server().post("/parties", registration.replace("\"host\"", "\"supplier\"")))
          .hasMessageContaining("PROOF");
      assertThat(shop.server().post("/parties", registration)).contains(keyId);
    }
  }

  /** The bank's word holds the day's sale by now; its refund is all that is left to settle. */
  @Test
  @Order(8)
  void a_refund_on_a_day_that_no_shelf_closed_is_settled_by_itself_and_shown() throws Exception {
    shop.awaitDue("lobby-co", 0);
    String sale;
    try (BrowserContext context = shop.context("en-US", 1280)) {
      Page page = open(context, "lobby-co", "/cases?day=" + DAY);
      sale = page.locator("#contest [name=sale] option").first().getAttribute("value");
    }
    JsonObjectBuilder refund =
        new JsonObjectBuilder()
            .text("adjustmentId", "refund-1")
            .text("kind", "refund")
            .text("target", sale)
            .text("day", NEXT_DAY)
            .text("partyId", "op");
    PartyKey key = PartyKey.load(shop.consortium().key(folder, "op"));
    String signature = key.signAdjustment(refund.build().canonical());
    shop.server().post("/adjustments", refund.text("signature", signature).build().text());
    shop.awaitDue("lobby-co", -HOST_SHARE);
    for (String[] person : new String[][] {{"en-US", "1280"}, {"zh-CN", "390"}}) {
      try (BrowserContext context = shop.context(person[0], Integer.parseInt(person[1]))) {
        Page page = open(context, "op", "/statements");
        assertThat(page.locator("main").textContent()).contains(DAY, NEXT_DAY);
        look(page, "statements-refund-" + person[0] + "-" + person[1]);
        page.navigate(shop.server().plain().resolve("/statements/" + NEXT_DAY).toString());
        assertThat(page.locator("main").textContent()).contains("6.66");
        look(page, "statement-refund-" + person[0] + "-" + person[1]);
        page = open(context, "acme", "/cases?day=" + DAY);
        look(page, "cases-supplier-" + person[0] + "-" + person[1]);
        page.navigate(shop.server().plain().resolve("/statements").toString());
        look(page, "statements-supplier-" + person[0] + "-" + person[1]);
      }
    }
  }

  private static Locator card(Page page, int version) {
    return page.locator("section.card:has(form[data-sign][data-version=\"" + version + "\"])");
  }

  private static FilePayload file(String name, String text) {
    return new FilePayload(name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Page open(BrowserContext context, String account, String path) throws Exception {
    Page page = shop.signedIn(context, account);
    page.navigate(shop.server().plain().resolve(path).toString());
    return page;
  }
}
