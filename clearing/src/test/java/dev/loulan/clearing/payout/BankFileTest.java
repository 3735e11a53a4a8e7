package dev.loulan.clearing.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.domain.BusinessDay;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
    assertThat(BankFile.read(STATUS).answers())
        .containsExactly(
            new BankFile.Answer("P-1-1", "ACSP", Optional.empty()),
            new BankFile.Answer("P-1-2", "RJCT", Optional.of("AC04")));
  }

  @Test
  void an_account_statement_books_debits_and_lists_credits_but_nothing_that_is_pending() {
    BankFile file = BankFile.read(ACCOUNT);
    assertThat(file.answers())
        .containsExactly(new BankFile.Answer("P-1-1", "BOOK", Optional.empty()));
    assertThat(file.credits())
        .containsExactly(
            new BankFile.Credit(new BusinessDay("2026-11-28"), 9_940, "EUR", "payout m1"));
  }

  @Test
  void another_document_and_one_that_reads_files_of_the_machine_are_refused() {
    assertThatThrownBy(() -> BankFile.read("<Document/>")).hasMessageContaining("pain.002");
    assertThatThrownBy(() -> BankFile.read("no xml")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            BankFile.read(
                "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><Document>&x;</Document>"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BankFile.read(ACCOUNT.replace("\"EUR\">99", "\"XYZ\">99")).credits())
        .hasMessageContaining("XYZ");
  }
}
