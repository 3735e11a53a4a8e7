package dev.loulan.clearing.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.clearing.text.InputException;
import dev.loulan.domain.BusinessDay;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankFileTest {
  private static final String STATUS =
      """
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
        <GrpHdr><MsgId>B1</MsgId><CreDtTm>2026-11-27T10:00:00Z</CreDtTm></GrpHdr>
        <OrgnlGrpInfAndSts><OrgnlMsgId>P-1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
          <GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
        <OrgnlPmtInfAndSts><OrgnlPmtInfId>P-1</OrgnlPmtInfId>
          <TxInfAndSts><OrgnlEndToEndId>P-1-1</OrgnlEndToEndId><TxSts>ACSP</TxSts></TxInfAndSts>
          <TxInfAndSts><OrgnlEndToEndId>P-1-2</OrgnlEndToEndId><TxSts>RJCT</TxSts>
            <StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts>
        </OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
      """;
  private static final String ACCOUNT =
      """
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
        <Ntry><Amt Ccy="EUR">123.45</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
          <BookgDt><Dt>2026-11-28</Dt></BookgDt><NtryDtls><TxDtls><Refs>
          <EndToEndId>P-1-1</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
        <Ntry><Amt Ccy="EUR">99.40</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
          <BookgDt><DtTm>2026-11-28T01:02:03Z</DtTm></BookgDt><NtryDtls><TxDtls><RmtInf>
          <Ustrd>payout m1</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
        <Ntry><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts>
          <BookgDt><Dt>2026-11-28</Dt></BookgDt></Ntry>
      </Stmt></BkToCstmrStmt></Document>
      """;

  @Test
  void a_status_report_says_what_became_of_each_transfer() {
    assertThat(read(STATUS).answers())
        .containsExactly(
            new BankFile.Answer("P-1-1", "ACSP", Optional.empty()),
            new BankFile.Answer("P-1-2", "RJCT", Optional.of("AC04")));
  }

  @Test
  void an_account_statement_books_debits_and_lists_credits_but_nothing_that_is_pending() {
    BankFile file = read(ACCOUNT);
    assertThat(file.answers())
        .containsExactly(new BankFile.Answer("P-1-1", "BOOK", Optional.empty()));
    assertThat(file.credits())
        .containsExactly(
            new BankFile.Credit(new BusinessDay("2026-11-28"), 9_940, "EUR", "payout m1"));
  }

  /** Where what is wrong is said to be, and as what. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          another document   | <BkToCstmrStmt>               | <Other>          | bank.xml      | 10
          no XML             | <Document                     | Document         | bank.xml      | 1
          cut                | </BkToCstmrStmt></Document>   | ''               | bank.xml      | 11
          entity             | <Document                     | <!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><Document | bank.xml | 1
          currency           | Ccy="EUR">99                  | Ccy="XYZ">99     | bank.amount   | 5
          no currency        | Amt Ccy="EUR">99              | Amt>99           | bank.amount   | 5
          thousands          | 99.40                         | 1,099.40         | bank.amount   | 5
          fraction of a cent | 99.40                         | 99.401           | bank.amount   | 5
          no day             | 2026-11-28T01                 | soon             | bank.day      | 5
          """)
  void what_is_wrong_in_a_banks_file_is_named_by_line(
      String name, String right, String wrong, String key, long line) {
    assertThatThrownBy(() -> read(ACCOUNT.replace(right, wrong)).statements())
        .isInstanceOfSatisfying(
            InputException.class,
            e -> {
              assertThat(e.key() + " " + e.place().line()).isEqualTo(key + " " + line);
              assertThat(e.getMessage()).startsWith("bank.xml, line ");
            });
  }

  @Test
  void a_document_of_another_kind_and_a_statement_without_a_name_are_refused() {
    assertThatThrownBy(() -> read("<Document/>")).hasMessageContaining("pain.002");
    assertThatThrownBy(() -> read(ACCOUNT).statements()).hasMessageContaining("Id");
  }

  private static BankFile read(String xml) {
    return BankFile.read("bank.xml", xml.getBytes(StandardCharsets.UTF_8));
  }
}
