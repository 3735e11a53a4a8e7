package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words of clearing that need no server, and files that are refused before one is asked. */
class ClearingFilesTest {
  private static final String STRIPE =
      """
      created_utc,currency,gross,fee,reporting_category,source_id
      2026-11-23 10:00:00,usd,3.00,0.05,charge,ch_1
      2026-11-23 11:00:00,usd,4.10,0.05,charge,ch_2
      """;

  @TempDir private Path folder;

  @Test
  void a_template_becomes_terms_and_a_wrong_value_is_named() {
    Path terms = folder.resolve("terms.json");
    Object[] draft = {
      "agreement",
      "draft",
      "gross-share",
      "--out",
      terms,
      "--set",
      "id=a-1",
      "--set",
      "currency=USD",
      "--set",
      "shelf=lobby",
      "--set",
      "from=2026-12-01",
      "--set",
      "operator=op",
      "--set",
      "host=lobby-co",
      "--set",
      "supplier=acme"
    };
    Loulan.word(draft).run().exits(0);
    assertThat(terms).content().contains("\"partyId\":\"lobby-co\"");
    draft[draft.length - 1] = "supplier=ac me";
    assertThat(Loulan.word(draft).run().refusal(2)).contains("supplier").contains("ac me");
    assertThat(Loulan.word("agreement", "draft", "no-such").run().refusal(2))
        .contains("gross-share");
  }

  @Test
  void a_party_signs_its_own_account_and_an_iban_that_cannot_be_is_refused() {
    Path key = folder.resolve("lobby-co.key");
    Loulan.word("party", "key", key, "--role", "host", "--offline").run().exits(0);
    Path profile = folder.resolve("profile.json");
    Object[] word = {
      "payout",
      "profile",
      profile,
      "--key",
      key,
      "--name",
      "Lobby",
      "--bic",
      "NOLADE21KIE",
      "--iban",
      "DE89370400440532013000"
    };
    Loulan.word(word).run().exits(0);
    assertThat(profile).content().contains("\"signature\"", "\"partyId\":\"lobby-co\"");
    word[word.length - 1] = "DE89370400440532013001";
    assertThat(Loulan.word(word).run().refusal(2)).contains("DE89370400440532013001");
  }

  @Test
  void the_bank_pays_a_bill_or_the_word_says_that_it_did_not() throws IOException {
    Path bill =
        Files.writeString(
            folder.resolve("bill.json"),
            """
            {"day":"2026-11-23","provider":"pay","merchant":"m1","currency":"USD",
             "lines":[{"reference":"r-1","amount":300,"fee":5},{"reference":"r-2","amount":410,"fee":5}]}
            """);
    Path paid = Files.writeString(folder.resolve("paid.xml"), statement("7.00"));
    JsonNode found = Loulan.word("bank", paid, "--bill", bill, "--json").run().exits(0).json();
    assertThat(found.at("/bills/0/state").asText()).isEqualTo("paid");
    Path other = Files.writeString(folder.resolve("other.xml"), statement("6.99"));
    found = Loulan.word("bank", other, "--bill", bill, "--json").run().exits(1).json();
    assertThat(found.at("/bills/0/state").asText()).isEqualTo("missingAtBank");
    assertThat(found.at("/unexplained")).hasSize(1);
  }

  @Test
  void a_wrong_bill_is_refused_by_file_line_and_column_before_a_server_is_asked()
      throws IOException {
    assertRefused(STRIPE.replace("11-23 11", "11-24 11"), "line 3", "created_utc", "2026-11-24");
    assertRefused(STRIPE.replace("ch_2", "ch_1"), "line 3", "source_id", "line 2");
    assertRefused(STRIPE.replace("4.10,", "1,004.10,"), "line 3");
    assertRefused(STRIPE.replace("4.10", "4.101"), "line 3", "gross");
    assertRefused(STRIPE.replace("11:00:00,usd", "11:00:00,eur"), "line 3", "currency");
    assertRefused(STRIPE.substring(0, STRIPE.length() - 20), "line 3");
    Path foreign = folder.resolve("foreign.csv");
    Files.write(foreign, STRIPE.replace("ch_2", "茶").getBytes(Charset.forName("GBK")));
    assertThat(bill(foreign, "USD").refusal(2)).contains("foreign.csv");
    Path sound = Files.writeString(folder.resolve("sound.csv"), STRIPE);
    assertThat(bill(sound, "XQQ").refusal(2)).contains("XQQ");
  }

  @Test
  void terms_that_cannot_hold_and_versions_that_overlap_are_refused_by_place() throws IOException {
    String terms =
        """
        {"agreementId":"a-1","version":1,"currency":"USD","basis":"gross","shelves":["s1"],
         "effectiveFrom":"2026-01-01",
         "parties":[{"role":"operator","partyId":"op","bp":5000},
                    {"role":"host","partyId":"lobby-co","bp":3000},
                    {"role":"supplier","partyId":"acme","bp":2000}]}
        """;
    String sales = "Device,Site,Day,Total\ns1,Lobby,2026-01-02,3.00\n";
    assertThat(clear(sales, terms.replace("3000", "3001")).refusal(2))
        .contains("agreement.json", "10001");
    assertThat(clear(sales, terms.replace("USD", "UXD")).refusal(2))
        .contains("agreement.json", "UXD");
    String other = terms.replace("a-1", "a-2");
    assertThat(clear(sales, "[" + terms + "," + other + "]").refusal(2))
        .contains("agreement.json", "a-1", "a-2");
    JsonNode cleared = clear(sales, terms, "--json").exits(0).json();
    assertThat(cleared.at("/days/0/gross").intValue()).isEqualTo(300);
    assertThat(cleared.at("/days/0/shares/0/party").textValue()).isEqualTo("operator");
    assertThat(cleared.at("/read/lines").intValue()).isEqualTo(1);
    assertThat(cleared.at("/held/amount").intValue()).isZero();
    assertThat(cleared.required("currency").textValue()).isEqualTo("USD");
    assertThat(cleared.required("cases")).isEmpty();
  }

  @Test
  void a_file_beyond_all_bounds_is_refused_by_name_packed_or_not() throws IOException {
    Path terms = Needs.project().resolve("examples/vending-nj/agreement.json");
    Path mapping = Needs.project().resolve("examples/vending-nj/mapping.yaml");
    Path sparse = folder.resolve("sparse.csv");
    try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
      file.setLength(1L << 29);
    }
    Path packed = folder.resolve("packed.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      for (int megabyte = 0; megabyte < 257; megabyte++) {
        out.write(new byte[1 << 20]);
      }
    }
    for (Path file : List.of(sparse, packed)) {
      Outcome outcome =
          Loulan.word("clear", file, "--mapping", mapping, "--agreement", terms).run();
      assertThat(outcome.refusal(2)).contains(file.getFileName().toString(), "256 MB");
    }
  }

  @Test
  void what_is_wrong_in_a_banks_file_is_named_by_line_before_a_server_is_asked()
      throws IOException {
    Path file = Files.writeString(folder.resolve("bank.xml"), statement("1,000.00"));
    assertThat(Loulan.word("bank", file).run().refusal(2))
        .contains("bank.xml, line 2", "1,000.00 USD");
    assertThat(
            Loulan.word(
                    "payout", "answer", Files.writeString(folder.resolve("answer.xml"), "no XML"))
                .run()
                .refusal(2))
        .contains("answer.xml, line 1");
  }

  private Outcome clear(String sales, String agreement, Object... more) throws IOException {
    Path csv = Files.writeString(folder.resolve("sales.csv"), sales);
    Path terms = Files.writeString(folder.resolve("agreement.json"), agreement);
    Path mapping =
        Files.writeString(
            folder.resolve("mapping.yaml"),
            """
            currency: USD
            provider: pay
            dates: uuuu-MM-dd
            columns: {device: Device, site: Site, day: Day, lineTotal: Total}
            """);
    List<Object> words =
        new ArrayList<>(List.of("clear", csv, "--mapping", mapping, "--agreement", terms));
    Collections.addAll(words, more);
    return Loulan.word(words.toArray()).run();
  }

  private void assertRefused(String text, String... named) throws IOException {
    Path file = Files.writeString(folder.resolve("bill.csv"), text);
    assertThat(bill(file, "USD").refusal(2)).contains("bill.csv").contains(named);
  }

  private static Outcome bill(Path file, String currency) {
    List<Object> words = new ArrayList<>(List.of("bill", file, "--provider", "stripe"));
    Collections.addAll(words, "--day", "2026-11-23", "--merchant", "m1", "--currency", currency);
    return Loulan.word(words.toArray()).run();
  }

  private static String statement(String amount) {
    return """
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
    <Ntry><Amt Ccy="USD">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
    <BookgDt><Dt>2026-11-25</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>
    """
        .formatted(amount);
  }
}
