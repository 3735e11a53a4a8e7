package dev.loulan.clearing.payout;

import com.prowidesoftware.swift.model.mx.MxPain00100109;
import com.prowidesoftware.swift.model.mx.dic.AccountIdentification4Choice;
import com.prowidesoftware.swift.model.mx.dic.ActiveOrHistoricCurrencyAndAmount;
import com.prowidesoftware.swift.model.mx.dic.AmountType4Choice;
import com.prowidesoftware.swift.model.mx.dic.BranchAndFinancialInstitutionIdentification6;
import com.prowidesoftware.swift.model.mx.dic.CashAccount38;
import com.prowidesoftware.swift.model.mx.dic.CreditTransferTransaction34;
import com.prowidesoftware.swift.model.mx.dic.CustomerCreditTransferInitiationV09;
import com.prowidesoftware.swift.model.mx.dic.DateAndDateTime2Choice;
import com.prowidesoftware.swift.model.mx.dic.FinancialInstitutionIdentification18;
import com.prowidesoftware.swift.model.mx.dic.GroupHeader85;
import com.prowidesoftware.swift.model.mx.dic.PartyIdentification135;
import com.prowidesoftware.swift.model.mx.dic.PaymentIdentification6;
import com.prowidesoftware.swift.model.mx.dic.PaymentInstruction30;
import com.prowidesoftware.swift.model.mx.dic.PaymentMethod3Code;
import java.math.BigDecimal;
import java.time.OffsetDateTime;

/** An order as a pain.001.001.09 document for the payer's bank. */
public final class Pain001 {
  private final Order order;
  private final int digits;

  private Pain001(Order order) {
    this.order = order;
    this.digits =
        java.util.Currency.getInstance(order.currency().code()).getDefaultFractionDigits();
  }

  /**
   * The XML; the same order and time give the same bytes.
   *
   * @param created when the order was drawn up
   */
  public static String of(Order order, OffsetDateTime created) {
    return new Pain001(order).document(created);
  }

  private String document(OffsetDateTime created) {
    String count = Integer.toString(order.transfers().size());
    BigDecimal sum = amount(order.totalMinor());
    PaymentInstruction30 payment =
        new PaymentInstruction30()
            .setPmtInfId(order.messageId())
            .setPmtMtd(PaymentMethod3Code.TRF)
            .setNbOfTxs(count)
            .setCtrlSum(sum)
            .setReqdExctnDt(new DateAndDateTime2Choice().setDt(order.on()))
            .setDbtr(party(order.payer()))
            .setDbtrAcct(account(order.payer()))
            .setDbtrAgt(bank(order.payer()));
    order.transfers().forEach(transfer -> payment.getCdtTrfTxInf().add(transfer(transfer)));
    CustomerCreditTransferInitiationV09 initiation =
        new CustomerCreditTransferInitiationV09()
            .setGrpHdr(
                new GroupHeader85()
                    .setMsgId(order.messageId())
                    .setCreDtTm(created)
                    .setNbOfTxs(count)
                    .setCtrlSum(sum)
                    .setInitgPty(party(order.payer())));
    initiation.getPmtInf().add(payment);
    MxPain00100109 message = new MxPain00100109();
    message.setCstmrCdtTrfInitn(initiation);
    return message.document();
  }

  private CreditTransferTransaction34 transfer(Transfer transfer) {
    ActiveOrHistoricCurrencyAndAmount amount =
        new ActiveOrHistoricCurrencyAndAmount()
            .setValue(amount(transfer.amountMinor()))
            .setCcy(order.currency().code());
    return new CreditTransferTransaction34()
        .setPmtId(new PaymentIdentification6().setEndToEndId(transfer.endToEndId()))
        .setAmt(new AmountType4Choice().setInstdAmt(amount))
        .setCdtrAgt(bank(transfer.payee()))
        .setCdtr(party(transfer.payee()))
        .setCdtrAcct(account(transfer.payee()));
  }

  private BigDecimal amount(long minor) {
    return BigDecimal.valueOf(minor, digits);
  }

  private static PartyIdentification135 party(Account account) {
    return new PartyIdentification135().setNm(account.name());
  }

  private static CashAccount38 account(Account account) {
    return new CashAccount38().setId(new AccountIdentification4Choice().setIBAN(account.iban()));
  }

  private static BranchAndFinancialInstitutionIdentification6 bank(Account account) {
    return new BranchAndFinancialInstitutionIdentification6()
        .setFinInstnId(new FinancialInstitutionIdentification18().setBICFI(account.bic()));
  }
}
