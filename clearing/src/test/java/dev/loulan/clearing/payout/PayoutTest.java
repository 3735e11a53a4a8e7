package dev.loulan.clearing.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.domain.BasisPoints;
import dev.loulan.domain.Currency;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

class PayoutTest {
  private static final Account PAYER =
      new Account("Operator Ltd", "DE75 5121 0800 1245 1261 99", "DEUTDEFFXXX");
  private static final Account HOST =
      new Account("Lobby & Söhne", "DE89370400440532013000", "NOLADE21KIE");
  private static final OffsetDateTime CREATED = OffsetDateTime.parse("2026-11-27T09:00:00Z");

  private static Order order() {
    return new Order(
        "P-2026-11-26",
        PAYER,
        new Currency("EUR"),
        LocalDate.parse("2026-11-27"),
        List.of(
            new Transfer("P-2026-11-26-1", "host", "lobby-co", HOST, 12_345),
            new Transfer("P-2026-11-26-2", "supplier", "acme", HOST, 5)));
  }

  @Test
  void an_order_is_valid_by_the_published_schema_and_its_sums_agree()
      throws IOException, SAXException {
    String xml = Pain001.of(order(), CREATED);
    assertThat(xml).contains("NbOfTxs>2</", "CtrlSum>123.50</");
    assertThat(Pain001.of(order(), CREATED)).isEqualTo(xml);
    Path xsd = Needs.data("iso20022-pain001/pain.001.001.09.xsd");
    var schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(xsd.toFile());
    assertThatCode(() -> schema.newValidator().validate(new StreamSource(new StringReader(xml))))
        .doesNotThrowAnyException();
  }

  @Test
  void two_people_release_and_nothing_goes_back_or_twice() {
    Payout draft = Payout.draft(order(), "ann");
    assertThatThrownBy(() -> draft.release("ann")).hasMessageContaining("another person");
    assertThatThrownBy(draft::sent).isInstanceOf(IllegalStateException.class);
    Payout sent = draft.release("bob").sent();
    assertThat(sent.sent()).isEqualTo(sent);
    assertThatThrownBy(() -> sent.release("eve")).isInstanceOf(IllegalStateException.class);
    Payout accepted = sent.answered("ACSP", Optional.empty());
    assertThat(accepted.answered("RCVD", Optional.empty())).isEqualTo(accepted);
    Payout booked = accepted.booked();
    assertThat(booked.booked()).isEqualTo(booked);
    assertThatThrownBy(() -> booked.answered("RJCT", Optional.of("AC04")))
        .isInstanceOf(IllegalStateException.class);
    Payout rejected = sent.answered("RJCT", Optional.of("AC04"));
    assertThat(rejected.reason()).contains("AC04");
    assertThatThrownBy(rejected::sent).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(rejected::booked).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "fail/check digits, Lobby, DE89370400440532013001, NOLADE21KIE",
    "fail/too short, Lobby, DE6821050170, NOLADE21KIE",
    "fail/lower case, Lobby, de68210501700024690959, NOLADE21KIE",
    "fail/bic, Lobby, DE89370400440532013000, NOLADE2",
    "fail/no name, ' ', DE89370400440532013000, NOLADE21KIE"
  })
  void a_wrong_account_is_refused(String name, String owner, String iban, String bic) {
    assertThatThrownBy(() -> new Account(owner, iban, bic))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_split_beyond_the_providers_limit_is_refused_with_what_to_do() {
    SplitCap cap = new SplitCap("WeChat Pay", new BasisPoints(3_000));
    cap.require(10_000, 3_000);
    assertThatThrownBy(() -> cap.require(10_000, 3_001))
        .hasMessageContaining("3000 basis points")
        .hasMessageContaining("3001")
        .hasMessageContaining("higher limit");
  }

  @Test
  void a_payment_is_in_an_order_once() {
    Transfer transfer = new Transfer("x", "host", "a", HOST, 1);
    assertThatThrownBy(() ->
            new Order(
                "m",
                PAYER,
                new Currency("EUR"),
                LocalDate.parse("2026-11-27"),
                List.of(transfer, transfer)))
        .hasMessageContaining("twice");
  }
}
