package dev.loulan.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.clearing.statement.Bundle;
import dev.loulan.clearing.statement.StatementFont;
import dev.loulan.clearing.statement.StatementVerifier;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.provisioning.Hashes;
import dev.loulan.provisioning.device.DeviceEnrolment;
import dev.loulan.provisioning.device.DeviceIdentity;
import dev.loulan.provisioning.party.PartyKey;
import dev.loulan.server.identity.ServerOnLoopback;
import dev.loulan.server.settings.ServerSettings;
import dev.loulan.sync.backup.Restore;
import dev.loulan.sync.intake.Segment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(ServerOnLoopback.class)
@SuppressWarnings("NullAway.Init")
class FromClaimToSettlementTest {
  private static final String DAY = "2026-11-23";
  private static final long SEED = 20_261_123;
  private static final InstantSource CLOCK = InstantSource.system();

  @TestHTTPResource("/")
  URI plain;

  @TestHTTPResource(value = "/", tls = true)
  URI tls;

  @Inject ServerSettings settings;
  @TempDir Path folder;
  private Calls admin;
  private ApiPage page;
  private final PartyKey operator = PartyKey.generate();
  private final PartyKey host = PartyKey.generate();

  @BeforeEach
  void signIn() throws Exception {
    String token = Files.readString(settings.data().resolve("admin.token")).strip();
    Calls calls = new Calls(HttpClient.newHttpClient(), plain, "Bearer " + token);
    page = new ApiPage(calls.get("/q/openapi?format=json").done().body());
    admin = calls.heldAgainst(page);
  }

  @Test
  void a_devices_day_is_claimed_sent_matched_and_settled_and_every_wrong_step_is_refused()
      throws Exception {
    foundConsortium();
    HookListener listener = new HookListener(admin, page);
    String claim =
        admin
            .post(
                "/api/v1/devices",
                """
                {"deviceId":"flow-1","shelf":"lobby","site":"hq","operator":"op","zone":"UTC",
                 "cutoff":"00:00","currency":"USD","openShelf":false}
                """)
            .done()
            .fields()
            .text("claim");
    DeviceIdentity identity =
        new DeviceEnrolment(folder.resolve("tls.pem"), CLOCK).claim(tls, "flow-1", claim);
    Calls device =
        new Calls(HttpClient.newBuilder().sslContext(identity.sslContext(CLOCK)).build(), tls, "");
    try (JournaledDevice shelf =
        new JournaledDevice("flow-1", folder.resolve("journal.db"), SEED)) {
      registerKey(device, shelf, Hashes.fingerprint(identity.tls().leaf()));
      sendDay(device, shelf);
      documents(device);
      settle(shelf);
      statements();
      dispute();
      payOut();
      answerReview();
      quarantine(device, shelf);
      reckonMonth(device, shelf);
    }
    listener.awaitEachKindOfEvent();
    listener.awaitNothingWaits();
    listener.readsWhatItHeardOf(DAY);
    assertThat(admin.get("/metrics").done().text())
        .contains("loulan_ledger_lag_entries 0.0", "loulan_hooks_waiting 0.0");
    listener.leaves();
    page.requireAllChecked();
    backUp();
  }

  /** A clone of the device's card shows itself; a person looks into it and releases the device. */
  private void quarantine(Calls device, JournaledDevice shelf) throws Exception {
    try (JournaledDevice clone = new JournaledDevice("flow-1", folder.resolve("clone.db"), SEED)) {
      clone.sell("r-x", "96385074", 500);
      assertThat(device.segment(clone.segment(0).encode()).text()).contains("\"FORK\"");
    }
    String path = "/api/v1/devices/flow-1/quarantine";
    Fields found = admin.get(path).done().fields();
    assertThat(found.text("proof")).contains("flow-1");
    assertThat(admin.get("/api/v1/status").done().fields().texts("alerts"))
        .contains(found.text("what"));
    Calls.Answer refused = device.segment(shelf.segment(0).encode());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("\"QUARANTINED\"");
    admin.delete(path).done();
    device.segment(shelf.segment(0).encode()).done();
    assertThat(admin.get(path).status()).isEqualTo(404);
  }

  private void foundConsortium() throws Exception {
    PartyKey supplier = PartyKey.generate();
    register("op", "operator", operator);
    register("lobby-co", "host", host);
    register("acme", "supplier", supplier);
    Fields proposed =
        admin
            .post(
                "/api/v1/agreements",
                """
                {"agreementId":"flow","version":1,"currency":"USD","basis":"profitAfterSupplierCost",
                 "shelves":["lobby"],"effectiveFrom":"2026-01-01","otherCostBp":6000,
                 "supplierCosts":[],"paymentFee":{"bp":60,"fixedMinor":0},
                 "parties":[{"role":"operator","partyId":"op","bp":5000},
                            {"role":"host","partyId":"lobby-co","bp":3000},
                            {"role":"supplier","partyId":"acme","bp":2000},
                            {"role":"provider","partyId":"pay"}]}
                """)
            .done()
            .fields();
    String hash = proposed.text("hash");
    assertThat(sign("op", operator.signAgreement(hash)).done().fields().flag("inForce")).isFalse();
    assertThat(sign("lobby-co", operator.signAgreement(hash)).status()).isEqualTo(422);
    sign("lobby-co", host.signAgreement(hash)).done();
    assertThat(sign("acme", supplier.signAgreement(hash)).done().fields().flag("inForce")).isTrue();
  }

  private void register(String id, String role, PartyKey key) throws Exception {
    admin
        .post(
            "/api/v1/parties",
            new JsonObjectBuilder()
                .text("partyId", id)
                .text("role", role)
                .text("name", "Party " + id)
                .text("publicKey", key.publicKey().base64())
                .text("proof", key.signParty(id, role))
                .build()
                .text())
        .done();
  }

  private Calls.Answer sign(String partyId, String signature) throws Exception {
    return admin.post(
        "/api/v1/agreements/flow/1/signatures",
        new JsonObjectBuilder()
            .text("partyId", partyId)
            .text("signature", signature)
            .build()
            .text());
  }

  private void registerKey(Calls device, JournaledDevice shelf, String certificate)
      throws Exception {
    assertThat(device.segment(shelf.segment(0).encode()).text()).contains("KEY_UNKNOWN");
    String body = key(shelf, shelf.proof(certificate));
    assertThat(device.put("/sync/v1/journal-key", key(shelf, shelf.proof("00"))).status())
        .isEqualTo(422);
    device.put("/sync/v1/journal-key", body).done();
    device.put("/sync/v1/journal-key", body).done();
    try (JournaledDevice other =
        new JournaledDevice("flow-1", folder.resolve("other.db"), SEED + 1)) {
      assertThat(device.put("/sync/v1/journal-key", key(other, other.proof(certificate))).text())
          .contains("KEY_DIFFERS");
    }
  }

  private static String key(JournaledDevice shelf, String proof) {
    return new JsonObjectBuilder().text("vkey", shelf.vkey()).text("proof", proof).build().text();
  }

  private static void sendDay(Calls device, JournaledDevice shelf) throws Exception {
    assertThat(device.get("/sync/v1/position").done().text()).contains("\"epoch\":null");
    shelf.sell("r-1", "96385074", 300);
    Fields first = device.segment(shelf.segment(0).encode()).done().fields();
    long at = first.integer("size");
    shelf.sell("r-2", "96385074", 450);
    shelf.sell("r-3", "4006381333931", 99);
    assertThat(device.segment(altered(shelf.segment(at)).encode()).status()).isEqualTo(422);
    assertThat(device.segment(shelf.segment(at + 1).encode()).text())
        .contains("\"POSITION\"", "\"size\":" + at);
    device.segment(shelf.segment(at).encode()).done();
    shelf.doubt("r-4", "96385074");
    shelf.restock("s-5", "96385074", 12);
    shelf.closeDay(DAY);
    byte[] all = shelf.segment(0).encode();
    Calls.Answer last = device.segment(all).done();
    assertThat(last.fields().integer("size")).isEqualTo(shelf.size());
    assertThat(device.segment(all).done().text()).isEqualTo(last.text());
    assertThat(device.get("/sync/v1/position").done().text()).isEqualTo(last.text());
  }

  /** One bit of the last entry changed on the way; all lengths stay. */
  private static Segment altered(Segment segment) {
    List<byte[]> entries = new ArrayList<>(segment.entries().stream().map(byte[]::clone).toList());
    byte[] sale = entries.getLast();
    sale[sale.length - 1] ^= 1;
    return new Segment(segment.epoch(), segment.from(), entries, segment.checkpoint());
  }

  private void documents(Calls device) throws Exception {
    long before = device.get("/sync/v1/configuration").done().fields().integer("version");
    String content =
        "{\"currency\":\"USD\",\"prices\":[{\"gtin\":\"96385074\",\"priceMinor\":300}]}";
    assertThat(document(content, PartyKey.generate()).status()).isEqualTo(422);
    document(content, operator).done();
    document(content, operator).done();
    assertThat(document(content.replace("300", "301"), operator).status()).isEqualTo(409);
    Fields after = device.get("/sync/v1/configuration?after=" + before).done().fields();
    assertThat(after.integer("version")).isEqualTo(before + 1);
    assertThat(after.objects("prices").getFirst().text("content")).isEqualTo(content);
    assertThat(device.post("/sync/v1/live", "{\"atMicros\":1,\"plates\":[]}").status())
        .isEqualTo(204);
  }

  private Calls.Answer document(String content, PartyKey key) throws Exception {
    String from = "2026-11-23T00:00:00Z";
    return admin.post(
        "/api/v1/devices/flow-1/documents",
        new JsonObjectBuilder()
            .text("kind", "prices")
            .text("device", "flow-1")
            .integer("version", 1)
            .text("from", from)
            .text("content", content)
            .text("keyId", key.keyId())
            .text("signature", key.signDocument("prices", "flow-1", 1, from, content))
            .build()
            .text());
  }

  private void settle(JournaledDevice shelf) throws Exception {
    admin
        .post(
            "/api/v1/bills",
            """
            {"day":"2026-11-23","provider":"pay","merchant":"m1","currency":"USD","digest":null,
             "lines":[{"reference":"r-1","amount":300},{"reference":"r-2","amount":400}]}
            """)
        .done();
    Calls.Answer statement =
        admin.post("/api/v1/settlements", "{\"day\":\"%s\"}".formatted(DAY)).done();
    Fields fields = statement.fields();
    long shares =
        fields.objects("shares").stream().mapToLong(share -> share.integer("amount")).sum();
    assertThat(shares).isEqualTo(fields.integer("gross")).isEqualTo(300);
    assertThat(fields.integer("held")).isEqualTo(549);
    assertThat(fields.objectOrNone("ledger").orElseThrow().integer("gross")).isEqualTo(849);
    Calls.Answer again = admin.post("/api/v1/settlements", "{\"day\":\"%s\"}".formatted(DAY));
    assertThat(again.done().text()).isEqualTo(statement.text());
    assertThat(admin.get("/api/v1/settlements/" + DAY).done().text()).isEqualTo(statement.text());
    assertThat(admin.post("/api/v1/settlements", "{\"day\":\"2026-11-24\"}").text())
        .contains("DAY_OPEN", "flow-1");
    evidence(shelf);
  }

  private void evidence(JournaledDevice shelf) throws Exception {
    Fields status = admin.get("/api/v1/status").done().fields();
    assertThat(status.objectOrNone("ledger").orElseThrow().integer("sales")).isEqualTo(3);
    assertThat(admin.get("/api/v1/devices/flow-1/position").done().fields().integer("ledgerSize"))
        .isEqualTo(shelf.size());
    String sales = admin.get("/api/v1/sales?day=" + DAY).done().text();
    assertThat(sales).contains("\"r-1\"", "\"deltaMg\":-250000", "\"windowSha256\"");
    String link = admin.post("/api/v1/accounts/links", "{\"account\":\"lobby-co\"}").done().text();
    assertThat(link).contains("/sign-in/link/");
    assertThat(admin.get("/api/v1/settlements/not-a-day").status()).isEqualTo(400);
    assertThat(admin.get("/api/v1/sales/none").text()).contains("UNKNOWN_SALE");
  }

  /** Each party's statement of the day and of the month proves itself. */
  private void statements() throws Exception {
    for (String party : List.of("op", "lobby-co", "acme")) {
      for (String period : List.of(DAY, DAY.substring(0, 7))) {
        String text = admin.get("/api/v1/statements/" + party + "/" + period).done().text();
        Bundle bundle = Bundle.read(text);
        assertThat(StatementVerifier.verify(bundle).faults()).as(party + " " + period).isEmpty();
        assertThat(bundle.lines()).hasSizeGreaterThan(3);
      }
    }
    for (String period : List.of(DAY, DAY.substring(0, 7))) {
      String statement = "/api/v1/statements/lobby-co/" + period;
      assertThat(admin.get(statement + "?form=csv").done().text()).contains("Held", "Total", DAY);
      for (Locale language : List.of(Locale.ENGLISH, Locale.CHINESE)) {
        Calls.Answer pdf = admin.get(statement + "?form=pdf&language=" + language.getLanguage());
        assertThat(pdf.status()).isEqualTo(StatementFont.find(language).isPresent() ? 200 : 503);
        assertThat(pdf.text()).startsWith(pdf.status() == 200 ? "%PDF" : "{");
      }
    }
    assertThat(admin.get("/api/v1/statements/lobby-co/2020-01").status()).isEqualTo(404);
    assertThat(admin.get("/api/v1/statements/lobby-co/soon").status()).isEqualTo(400);
  }

  /**
   * The host contests a settled sale: the next run takes it back, and after that gives it again.
   */
  private void dispute() throws Exception {
    Json sales = JsonReader.read(admin.get("/api/v1/sales?day=" + DAY).done().body());
    String sale = Fields.of(((Json.Arr) sales).items().getFirst(), "sale").text("saleId");
    assertThat(admin.post("/api/v1/disputes", signed(contest(sale), operator)).status())
        .isEqualTo(422);
    admin.post("/api/v1/disputes", signed(contest(sale), host)).done();
    assertThat(admin.get("/api/v1/disputes/" + DAY).done().text()).contains("\"state\":\"open\"");
    assertThat(admin.get("/api/v1/cases/" + DAY).done().text()).contains("\"contested\"");
    assertThat(settleAgain().integer("gross")).isEqualTo(-300);
    admin.post("/api/v1/disputes", signed(step("withdraw", sale), host)).done();
    assertThat(settleAgain().integer("gross")).isEqualTo(300);
    String text = admin.get("/api/v1/statements/lobby-co/" + DAY).done().text();
    assertThat(StatementVerifier.verify(Bundle.read(text)).faults()).isEmpty();
  }

  private Fields settleAgain() throws Exception {
    return admin.post("/api/v1/settlements", "{\"day\":\"%s\"}".formatted(DAY)).done().fields();
  }

  private static JsonObjectBuilder contest(String sale) {
    return step("contest", sale)
        .text("reason", "Nobody was in the lobby")
        .texts("evidence", List.of());
  }

  private static JsonObjectBuilder step(String kind, String sale) {
    return new JsonObjectBuilder()
        .text("kind", kind)
        .text("target", sale)
        .text("saleDay", DAY)
        .text("partyId", "lobby-co");
  }

  private static String signed(JsonObjectBuilder step, PartyKey key) {
    String signature = key.signDispute(step.build().canonical());
    return step.text("signature", signature).build().text();
  }

  private void payOut() throws Exception {
    long due = due();
    assertThat(due).isPositive();
    String payout =
        """
        {"payoutId":"%s","currency":"USD","items":[{"party":"host","partyId":"lobby-co","amount":%d}]}
        """;
    assertThat(admin.post("/api/v1/payouts", payout.formatted("p-1", due + 1)).text())
        .contains("PAYOUT_NOT_DUE");
    admin.post("/api/v1/payouts", payout.formatted("p-1", due)).done();
    admin.post("/api/v1/payouts", payout.formatted("p-1", due)).done();
    assertThat(due()).isZero();
    String answer = "{\"payoutId\":\"p-1\",\"currency\":\"USD\",\"outcome\":\"booked\"}";
    admin.post("/api/v1/payouts/answers", answer).done();
    assertThat(admin.post("/api/v1/payouts/answers", answer.replace("booked", "rejected")).status())
        .isEqualTo(409);
    assertThat(admin.get("/api/v1/payouts").done().text()).contains("\"booked\"");
  }

  private void reckonMonth(Calls device, JournaledDevice shelf) throws Exception {
    long before = shelf.size();
    shelf.closeDay("2026-11-30");
    device.segment(shelf.segment(before).encode()).done();
    for (String day : List.of("2026-11-24", "2026-11-30")) {
      admin.post("/api/v1/settlements", "{\"day\":\"%s\"}".formatted(day)).done();
    }
    Fields month =
        admin.post("/api/v1/settlements/months", "{\"month\":\"2026-11\"}").done().fields();
    assertThat(month.objects("days")).extracting(settled -> settled.text("day")).contains(DAY);
  }

  private long due() throws Exception {
    return admin.get("/api/v1/balances").done().fields().objects("balances").stream()
        .filter(balance -> balance.text("party").equals("host"))
        .mapToLong(balance -> balance.integer("due"))
        .sum();
  }

  /** The operator's own key decides what was taken, once, on the day that is still open. */
  private void answerReview() throws Exception {
    String review = review().text("reviewId");
    Fields goods = admin.get("/api/v1/reviews/" + review + "/goods").done().fields();
    assertThat(goods.text("day")).isEqualTo("2026-11-24");
    assertThat(admin.get("/api/v1/reviews/none:00:1/goods").status()).isEqualTo(404);
    assertThat(answer(review, PartyKey.generate(), 1).text()).contains("SIGNATURE_NOT_OF_PARTY");
    answer(review, operator, 1).done();
    answer(review, operator, 1).done();
    assertThat(answer(review, operator, 2).text()).contains("ADJUST");
    assertThat(review().objectOrNone("answer").orElseThrow().text("day")).isEqualTo("2026-11-24");
  }

  private Fields review() throws Exception {
    Json reviews = JsonReader.read(admin.get("/api/v1/reviews").done().body());
    return Fields.of(((Json.Arr) reviews).items().getFirst(), "review");
  }

  private Calls.Answer answer(String review, PartyKey key, long quantity) throws Exception {
    Json line =
        new JsonObjectBuilder()
            .text("gtin", "96385074")
            .integer("quantity", quantity)
            .integer("unitPrice", 300)
            .text("supplierId", "acme")
            .integer("taxBp", 0)
            .build();
    JsonObjectBuilder adjustment =
        new JsonObjectBuilder()
            .text("adjustmentId", "answer-1")
            .text("kind", "review")
            .text("target", review)
            .text("day", "2026-11-24")
            .array("lines", List.of(line))
            .text("partyId", "op");
    String signature = key.signAdjustment(adjustment.build().canonical());
    return admin.post(
        "/api/v1/adjustments", adjustment.text("signature", signature).build().text());
  }

  private void backUp() throws Exception {
    Path archive = folder.resolve("backup.tar");
    Files.write(archive, admin.post("/api/v1/backup?keys=true", "").done().body());
    Path restored = folder.resolve("restored");
    assertThat(Restore.into(restored, archive)).contains("intake.db", "ledger.db", "witness.key");
    assertThat(Files.readString(restored.resolve("witness.key")))
        .isEqualTo(Files.readString(settings.data().resolve("witness.key")));
  }
}
