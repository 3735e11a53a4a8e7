package dev.loulan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.server.identity.Account;
import dev.loulan.server.identity.Accounts;
import dev.loulan.server.identity.Role;
import dev.loulan.server.identity.ServerOnLoopback;
import dev.loulan.server.identity.Sessions;
import dev.loulan.server.identity.SignInLinks;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each role sees, in both languages, over real sockets. */
@QuarkusTest
@QuarkusTestResource(ServerOnLoopback.class)
@SuppressWarnings("NullAway.Init")
class PagesTest {
  private static final String SALE = "shelf-1:9f2c4a7be81d44d0a3c5b6179e02f8aa:49";
  private static final String BREW_SALE = "shelf-1:9f2c4a7be81d44d0a3c5b6179e02f8aa:67";

  @TestHTTPResource("/")
  URI server;

  @Inject Accounts accounts;
  @Inject Sessions sessions;
  @Inject SignInLinks links;

  @ParameterizedTest
  @CsvSource({"en, Overview, Last sales, The shares add up", "zh-CN, 总览, 最近销售, 各方分成之和与收入分毫不差"})
  void the_operator_sees_shelf_sales_and_shares(
      String lang, String title, String sales, String adds) throws Exception {
    String page = get(operator(), lang, "/").body();
    save("overview-" + lang, page);
    assertThat(page)
        .contains("<html lang=\"" + lang + "\"", title, sales, adds)
        .contains("Dark chocolate 70 %", "Almonds 40 g", "Tower A, ground floor");
  }

  @Test
  void the_preview_is_split_to_the_cent() throws Exception {
    String page = get(operator(), "en", "/").body();
    // 250 + 640 + 450 taken; fee 60 bp, cost 60 %, the rest 50/30/20, one rounding an agreement.
    assertThat(page).contains("CN¥13.40").contains("Payment".toLowerCase(java.util.Locale.ROOT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void a_sale_opens_to_its_evidence(String lang) throws Exception {
    String page = get(operator(), lang, "/sales/" + SALE).body();
    save("sale-" + lang, page);
    assertThat(page).contains("-343.2 g", "± 0.4 g", "99.0 %", "ab".repeat(32), "R1");
    assertThat(page).as("its steps as a picture").containsOnlyOnce("<polyline");
    assertThat(page).as("no style that the policy forbids").doesNotContain("style=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void a_statement_goes_down_to_each_sale_and_its_columns_add_up(String lang) throws Exception {
    String page = get(operator(), lang, "/statements/2026-11-23").body();
    save("statement-" + lang, page);
    assertThat(page).contains("69.6000", "/sales/" + SALE, "R3");
  }

  @Test
  void a_host_sees_its_own_column_and_the_others_in_one_sum() throws Exception {
    String cookie = session("anna", Role.HOST, "lobby-co");
    String page = get(cookie, "en", "/statements/2026-11-23").body();
    save("statement-host-en", page);
    assertThat(page).contains("41.7600", "other parties", "CN¥1.05").doesNotContain("69.6000");
    save("host-en", get(cookie, "en", "/").body());
  }

  @Test
  void a_supplier_sees_neither_sales_nor_goods_of_another() throws Exception {
    String cookie = session("sam", Role.SUPPLIER, "acme");
    String page = get(cookie, "en", "/").body();
    save("supplier-en", page);
    save("supplier-zh", get(cookie, "zh", "/").body());
    assertThat(page).contains("Dark chocolate 70 %", "Acme Foods").doesNotContain("Oolong");
    assertThat(get(cookie, "en", "/sales").body()).doesNotContain("Oolong");
    assertThat(get(cookie, "en", "/sales/" + BREW_SALE).statusCode()).isEqualTo(404);
    assertThat(get(cookie, "en", "/sales/" + SALE).statusCode()).isEqualTo(200);
  }

  @Test
  void a_host_of_another_site_sees_nothing() throws Exception {
    String cookie = session("olga", Role.HOST, "other-co");
    assertThat(get(cookie, "en", "/").body()).contains("No sale yet").doesNotContain("chocolate");
    assertThat(get(cookie, "en", "/sales/" + SALE).statusCode()).isEqualTo(404);
  }

  @Test
  void a_page_that_is_not_there_is_said_in_words_and_without_a_stack_trace() throws Exception {
    HttpResponse<String> answer = get(operator(), "zh", "/no/such");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("找不到页面").doesNotContain("Exception");
    assertThat(get(operator(), "en", "/statements/x").statusCode()).isEqualTo(404);
  }

  @Test
  void a_password_signs_in_and_a_wrong_one_is_said() throws Exception {
    accounts.put(new Account("pat", Role.OPERATOR, null));
    accounts.setPassword("pat", "correct horse");
    HttpResponse<String> wrong = post("/sign-in", "name=pat&password=nothing", "");
    assertThat(wrong.statusCode()).isEqualTo(401);
    save("signin-en", wrong.body());
    HttpResponse<String> right =
        post("/sign-in", "name=pat&password=correct+horse&next=%2Fsales", "");
    assertThat(right.statusCode()).isEqualTo(303);
    assertThat(right.headers().firstValue("location").orElseThrow()).endsWith("/sales");
    String cookie = right.headers().firstValue("set-cookie").orElseThrow();
    assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict");
    assertThat(get(cookie.substring(0, cookie.indexOf(';')), "en", "/").statusCode())
        .isEqualTo(200);
  }

  @Test
  void sign_in_goes_to_no_other_site() throws Exception {
    accounts.put(new Account("kim", Role.OPERATOR, null));
    accounts.setPassword("kim", "correct horse");
    HttpResponse<String> answer =
        post("/sign-in", "name=kim&password=correct+horse&next=%2F%2Fevil.example", "");
    assertThat(answer.headers().firstValue("location").orElseThrow()).doesNotContain("evil");
  }

  @Test
  void a_link_signs_in_once() throws Exception {
    Account account = accounts.put(new Account("lea", Role.OPERATOR, null));
    String path = SignInLinks.PATH + links.create(account);
    HttpResponse<String> first = get("", "en", path);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("set-cookie")).isPresent();
    assertThat(get("", "en", path).statusCode()).isEqualTo(410);
  }

  @Test
  void signing_out_needs_the_forms_token_and_ends_the_session() throws Exception {
    String cookie = session("out", Role.OPERATOR, null);
    assertThat(post("/sign-out", "csrf=guess", cookie).statusCode()).isEqualTo(403);
    String page = get(cookie, "en", "/").body();
    String csrf = page.replaceAll("(?s).*name=\"csrf\" value=\"([^\"]+)\".*", "$1");
    assertThat(post("/sign-out", "csrf=" + csrf, cookie).statusCode()).isEqualTo(303);
    assertThat(get(cookie, "en", "/").statusCode()).isEqualTo(303);
  }

  @Test
  void pages_load_nothing_from_elsewhere() throws Exception {
    HttpResponse<String> answer = get(operator(), "en", "/");
    assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(answer.body())
        .doesNotContainPattern("(src|href)=\"https?://")
        .doesNotContain(" style=");
  }

  @Test
  void both_languages_have_the_same_words() throws Exception {
    Properties english = words("messages.properties");
    Properties chinese = words("messages_zh.properties");
    assertThat(chinese.keySet()).isEqualTo(english.keySet());
  }

  private static Properties words(String file) throws Exception {
    Properties words = new Properties();
    try (var in =
        new java.io.InputStreamReader(
            PagesTest.class.getResourceAsStream("/dev/loulan/server/web/" + file),
            StandardCharsets.UTF_8)) {
      words.load(in);
    }
    return words;
  }

  @ParameterizedTest
  @CsvSource({"en, at most 8 MiB, upload-mib", "zh-CN, 一次最多接收 8 MiB, upload-mib"})
  void a_form_that_brings_too_much_is_answered_in_words_on_a_page(
      String lang, String limit, String setting) throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(server.resolve("/cases/bills"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[9 << 20])),
            operator(),
            lang);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("<html lang=\"" + lang + "\"", limit, "9.0 MiB", setting);
  }

  @Test
  void a_program_that_brings_too_much_gets_a_problem_with_the_limit() throws Exception {
    for (String accepted : new String[] {"application/json", "*/*"}) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(server.resolve("/api/v1/bills"))
                      .header("Content-Type", "application/json")
                      .header("Accept", accepted)
                      .header("Accept-Language", "zh")
                      .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[9 << 20]))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("\"TOO_LARGE\"", "8388608").containsPattern("\\p{IsHan}");
    }
  }

  private String operator() {
    return session("oli", Role.OPERATOR, "op");
  }

  private String session(String name, Role role, @org.jspecify.annotations.Nullable String party) {
    return "loulan_session=" + sessions.open(accounts.put(new Account(name, role, party)));
  }

  private HttpResponse<String> get(String cookie, String lang, String path) throws Exception {
    return send(HttpRequest.newBuilder(server.resolve(path)), cookie, lang);
  }

  private HttpResponse<String> post(String path, String form, String cookie) throws Exception {
    return send(
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)),
        cookie,
        "en");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String cookie, String lang)
      throws Exception {
    request.header("Accept", "text/html").header("Accept-Language", lang);
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** Leaves the page in target/pages, for whoever wants to look at it. */
  private static void save(String name, String html) throws Exception {
    Path folder = Files.createDirectories(Path.of("target/pages"));
    Files.writeString(folder.resolve(name + ".html"), html);
  }
}
