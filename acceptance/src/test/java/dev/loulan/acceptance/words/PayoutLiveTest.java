package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loulan.needs.Needs;
import dev.loulan.provisioning.party.PartyKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A simulated day's money on its way to the parties, on a live server, word by word. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class PayoutLiveTest {
  private static final String IBAN = "DE89370400440532013000";

  private Path folder;
  private JsonNode day;
  private LiveServer server;

  @BeforeAll
  void clearADay(@TempDir Path shared) throws InterruptedException {
    folder = shared;
    day = DemoDay.word(folder.resolve("demo"), 12, "embedded").run().exits(0).json();
    server = LiveServer.start(folder.resolve("demo/server"));
    for (String party : List.of("op", "lobby-co", "acme", "clerk")) {
      key(party).save(file(party + ".key"));
    }
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  @Order(1)
  void what_is_due_is_what_the_day_allotted() {
    TreeMap<String, Long> allotted = new TreeMap<>();
    day.required("shares")
        .forEach(share ->
            allotted.put(share.get("partyId").textValue(), share.get("amount").longValue()));
    assertThat(due()).isEqualTo(allotted);
  }

  @Test
  @Order(2)
  void an_agreement_is_tried_on_the_months_real_sales_before_anyone_signs() throws IOException {
    JsonNode terms =
        server.word("agreement", "list", "--json").run().exits(0).json().at("/agreements/0/terms");
    Path file = Files.writeString(file("terms.json"), terms.toString());
    String month = day.required("day").textValue().substring(0, 7);
    Object[] words = {"agreement", "try", file, "--month", month, "--json"};
    JsonNode tried = server.word(words).run().exits(0).json();
    assertThat(tried.required("sales").longValue()).isEqualTo(day.required("sales").longValue());
    assertThat(tried.required("gross")).isEqualTo(day.at("/ledger/gross"));
    long sum = 0;
    for (JsonNode share : tried.required("shares")) {
      sum += share.required("amount").longValue();
    }
    assertThat(sum).isEqualTo(tried.required("gross").longValue());
    assertThat(server.word("agreement", "try", file, "--month", "november").run().refusal(2))
        .contains("november");
  }

  @Test
  @Order(3)
  void each_party_signs_where_it_wants_to_be_paid_and_a_forged_profile_is_refused()
      throws IOException {
    for (String party : List.of("op", "lobby-co", "acme")) {
      Loulan.word(
              "payout",
              "profile",
              file(party + ".json"),
              "--key",
              file(party + ".key"),
              "--name",
              party,
              "--iban",
              IBAN,
              "--bic",
              "NOLADE21KIE")
          .run()
          .exits(0);
    }
    Path forged =
        Files.writeString(
            file("forged.json"),
            Files.readString(file("acme.json")).replace(IBAN, "GB82WEST12345698765432"));
    assertThat(draft("o-0", "--payee", forged).run().refusal(2)).contains("forged.json", "acme");
  }

  @Test
  @Order(4)
  void the_limit_of_a_providers_own_split_is_said_with_what_to_do() {
    Loulan capped = draft("o-0", capped());
    assertThat(capped.run().refusal(2)).contains("3000", "bank");
    assertThat(Files.exists(file("o-0"))).isFalse();
    Loulan chinese = draft("o-0", capped()).inChinese();
    assertThat(chinese.run().exits(2).err()).contains("3000").containsPattern("\\p{IsHan}");
  }

  @Test
  @Order(5)
  void an_order_is_released_by_a_second_person_and_is_a_sound_pain_001() throws Exception {
    draft("o-1", payees()).run().exits(0);
    draft("o-2", payees()).run().exits(0);
    assertThat(release("o-1", "clerk").run().refusal(2)).contains("clerk");
    draftBy("op", "o-6", payees()).run().exits(0);
    assertThat(release("o-6", "op").run().refusal(2)).contains("o-6", "another person");
    Path changed =
        Files.writeString(
            file("o-3"), Files.readString(file("o-1")).replaceFirst("\"amount\":", "\"amount\":1"));
    assertThat(release("o-3", "op").run().refusal(2)).contains("o-1");
    assertThat(changed).exists();
    release("o-1", "op").run().exits(0);
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Needs.data("iso20022-pain001/pain.001.001.09.xsd").toFile())
        .newValidator()
        .validate(new StreamSource(file("o-1.xml").toFile()));
    assertThat(due().get("acme")).isZero();
    assertThat(due().get("lobby-co")).isZero();
  }

  @Test
  @Order(6)
  void nothing_is_paid_twice() throws IOException {
    String first = Files.readString(file("o-1.xml"));
    release("o-1", "op").run().exits(0);
    assertThat(Files.readString(file("o-1.xml"))).isEqualTo(first);
    assertThat(release("o-2", "op").run().refusal(2)).contains("0");
    assertThat(file("o-2.xml")).doesNotExist();
    assertThat(draft("o-4", payees()).run().exits(2).err()).isNotBlank();
    assertThat(due().get("acme")).isZero();
  }

  @Test
  @Order(7)
  void a_refusal_of_the_bank_gives_the_amount_back_and_a_booking_is_final() throws IOException {
    long toAcme = paid().getOrDefault("acme", 0L);
    String acme = endToEndId("acme");
    String host = endToEndId("lobby-co");
    Path report = Files.writeString(file("pain002.xml"), pain002(acme, "RJCT"));
    assertThat(server.word("payout", "answer", report).run().exits(0).out()).contains(acme);
    assertThat(due().get("acme")).isEqualTo(toAcme);
    Path booked = Files.writeString(file("camt053.xml"), camt053(host));
    server.word("payout", "answer", booked).run().exits(0);
    server.word("payout", "answer", booked).run().exits(0);
    assertThat(due().get("lobby-co")).isZero();
    Path late = Files.writeString(file("late.xml"), pain002(host, "RJCT"));
    assertThat(server.word("payout", "answer", late).run().exits(1).err()).contains(host);
    draft("o-5", "--payee", file("acme.json")).run().exits(0);
    release("o-5", "op").run().exits(0);
    assertThat(due().get("acme")).isZero();
  }

  @Test
  @Order(8)
  void the_banks_statement_is_held_against_the_days_bill() throws IOException {
    String date = day.required("day").textValue();
    JsonNode before = server.word("cases", date, "--json").run().exits(0).json();
    assertThat(before.at("/bill/bankMissing").intValue()).isZero();
    Path statement =
        Files.writeString(
            file("later.xml"),
            """
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
            <Id>s-1</Id><Ntry><Amt Ccy="USD">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
            <Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2099-01-01</Dt></BookgDt></Ntry>
            </Stmt></BkToCstmrStmt></Document>
            """);
    server.word("bank", statement).run().exits(0);
    JsonNode after = server.word("cases", date, "--json").run().exits(0).json();
    assertThat(after.at("/bill/bankMissing").intValue()).isEqualTo(1);
    assertThat(after.required("cases").toString()).contains("missingAtBank");
    assertThat(server.word("cases", date).run().exits(0).out()).isNotBlank();
  }

  private Map<String, Long> due() {
    return balances("due");
  }

  private Map<String, Long> paid() {
    return balances("paid");
  }

  private Map<String, Long> balances(String name) {
    TreeMap<String, Long> amounts = new TreeMap<>();
    server
        .word("payout", "due", "--json")
        .run()
        .exits(0)
        .json()
        .required("balances")
        .forEach(each -> amounts.put(each.get("partyId").textValue(), each.get(name).longValue()));
    return amounts;
  }

  private String endToEndId(String party) throws IOException {
    for (JsonNode transfer :
        new ObjectMapper().readTree(file("o-1").toFile()).required("transfers")) {
      if (transfer.required("partyId").textValue().equals(party)) {
        return transfer.required("endToEndId").textValue();
      }
    }
    throw new AssertionError("Nothing is paid to " + party);
  }

  private Object[] payees() {
    return new Object[] {"--payee", file("lobby-co.json"), "--payee", file("acme.json")};
  }

  private Object[] capped() {
    return Stream.concat(Stream.of(payees()), Stream.of("--most-bp", 3000)).toArray();
  }

  private Loulan draft(String order, Object... more) {
    return draftBy("clerk", order, more);
  }

  private Loulan draftBy(String drafter, String order, Object... more) {
    List<Object> words = new ArrayList<>(List.of("payout", "draft", file(order), "--id", order));
    words.addAll(List.of("--payer", file("op.json"), "--on", "2026-11-30"));
    words.addAll(List.of("--key", file(drafter + ".key")));
    words.addAll(List.of(more));
    return server.word(words.toArray());
  }

  private Loulan release(String order, String releaser) {
    return server.word(
        "payout",
        "release",
        file(order),
        "--key",
        file(releaser + ".key"),
        "--out",
        file(order + ".xml"));
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /** The key of a party of a simulated run, as its seed gives it. */
  private static PartyKey key(String party) {
    try {
      byte[] name =
          ("loulan party key\n" + DemoDay.SEED + "\n" + party).getBytes(StandardCharsets.UTF_8);
      return PartyKey.fromSeed(MessageDigest.getInstance("SHA-256").digest(name));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }

  private static String pain002(String endToEndId, String status) {
    return """
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
    <OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>%s</OrgnlEndToEndId><TxSts>%s</TxSts>
    <StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts></OrgnlPmtInfAndSts>
    </CstmrPmtStsRpt></Document>
    """
        .formatted(endToEndId, status);
  }

  private static String camt053(String endToEndId) {
    return """
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
    <Id>s-0</Id><Ntry><Amt Ccy="USD">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>
    <Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-30</Dt></BookgDt><NtryDtls><TxDtls><Refs>
    <EndToEndId>%s</EndToEndId></Refs></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>
    """
        .formatted(endToEndId);
  }
}
