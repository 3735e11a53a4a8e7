package dev.loulan.clearing.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.yaml.Settings;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official column layouts with made-up rows. */
class ProviderBillTest {
  private static final String WECHAT =
      """
      交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注
      `2026-11-23 08:15:01,`wx1,`1900000109,`0,`,`4200001,`R1,`o1,`NATIVE,`SUCCESS,`OTHERS,`CNY,`3.00,`0.00,`0,`0,`0.00,`0.00,`,`,`可乐,`,`0.02000,`0.60%,`3.00,`0.00,`
      `2026-11-23 09:00:00,`wx1,`1900000109,`0,`,`4200002,`R2,`o2,`NATIVE,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`5,`F1,`2.50,`0.00,`ORIGINAL,`SUCCESS,`茶,`,`-0.02000,`0.60%,`0.00,`2.50,`
      总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额
      `2,`3.00,`2.50,`0.00,`0.00000,`3.00,`2.50
      """;
  private static final String ALIPAY =
      """
      #支付宝业务明细查询
      #账号：[20880000000000000156]
      支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,服务费（元）,备注
      2026112322001	,R7	,交易	,可乐,2026-11-23 08:00:00,2026-11-23 08:00:05,,,,,*三(1**),4.50,4.50,-0.03,
      #业务明细列表结束
      """;
  private static final String STRIPE =
      """
      balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,description
      txn_1,2026-11-23 10:00:00,usd,2.50,0.37,2.13,charge,ch_1,Shelf
      txn_2,2026-11-23 11:00:00,usd,-2.50,0.00,-2.50,refund,re_1,Shelf
      """;

  @Test
  void reads_the_payments_of_each_providers_bill() {
    assertThat(wechat(WECHAT)).isEqualTo("R1 300 2");
    assertThat(
            lines(
                ProviderBill.Provider.ALIPAY, "CNY", "m", ALIPAY.getBytes(Charset.forName("GBK"))))
        .isEqualTo("R7 450 -3");
    assertThat(lines(ProviderBill.Provider.STRIPE, "USD", "m", utf8(STRIPE)))
        .isEqualTo("ch_1 250 37");
  }

  @Test
  void a_mapping_reads_any_other_bill_with_or_without_references() {
    String mapping =
        """
        provider: acquirer
        encoding: ISO-8859-1
        delimiter: ";"
        thousands: ","
        times: dd.MM.yyyy HH:mm
        offset: "+01:00"
        columns: {time: Zeit, amount: Betrag, fee: Gebühr, kind: Art}
        payment: Kauf
        """;
    String text =
        """
        Zeit;Art;Betrag;Gebühr
        23.11.2026 10:00;Kauf;1,234.50;0.30
        23.11.2026 11:00;Storno;-1.00;0.00
        """;
    ProviderBill bill =
        new ProviderBill(
            Settings.of("bill.yaml", mapping),
            new BusinessDay("2026-11-23"),
            new Currency("EUR"),
            "m1");
    Fields read = Fields.of(bill.read("b.csv", text.getBytes(StandardCharsets.ISO_8859_1)), "bill");
    assertThat(read.text("provider")).isEqualTo("acquirer");
    Fields line = read.objects("lines").getFirst();
    assertThat(line.text("reference") + " " + line.text("at") + " " + line.integer("amount"))
        .isEqualTo(" 2026-11-23T10:00+01:00 123450");
    assertThatThrownBy(
            () -> Settings.of("bill.yaml", mapping + "colour: red\n").allowOnly(List.of()))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() ->
            new ProviderBill(
                Settings.of("bill.yaml", mapping.replace("+01:00", "CET+")),
                new BusinessDay("2026-11-23"),
                new Currency("EUR"),
                "m1"))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> assertThat(e.key() + e.place().line()).isEqualTo("bill.offset6"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "fail/other day, `2026-11-23 08, `2026-11-24 08, bill.day",
    "fail/other merchant, `1900000109, `1900000110, bill.merchant",
    "fail/other currency, `CNY, `USD, bill.currency",
    "fail/no time, `2026-11-23 08:15:01, `soon, table.date",
    "fail/no column, 商户订单号, 订单号, table.columnMissing"
  })
  void a_wrong_bill_is_refused_by_line(String name, String right, String wrong, String key) {
    assertThatThrownBy(() -> wechat(WECHAT.replace(right, wrong)))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> {
              assertThat(e.key()).isEqualTo(key);
              assertThat(e.place().line()).isPositive();
            });
  }

  @Test
  void a_bill_in_another_encoding_cut_or_with_a_payment_twice_is_refused() {
    assertThatThrownBy(() ->
            lines(
                ProviderBill.Provider.WECHAT_PAY,
                "CNY",
                "1900000109",
                WECHAT.getBytes(Charset.forName("GBK"))))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.key()).isEqualTo("table.encoding"));
    assertThatThrownBy(() -> wechat(WECHAT.substring(0, WECHAT.indexOf("`NATIVE"))))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.key()).isEqualTo("table.fields"));
    assertThatThrownBy(() ->
            wechat(
                WECHAT
                    .replace("`R2", "`R1")
                    .replace("`REFUND", "`SUCCESS")
                    .replace("`0.00,`2.50,`\n", "`2.50,`0.00,`\n")))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.key()).isEqualTo("bill.twice"));
  }

  private static String wechat(String text) {
    return lines(ProviderBill.Provider.WECHAT_PAY, "CNY", "1900000109", utf8(text));
  }

  private static String lines(
      ProviderBill.Provider provider, String currency, String merchant, byte[] bytes) {
    ProviderBill bill =
        new ProviderBill(provider, new BusinessDay("2026-11-23"), new Currency(currency), merchant);
    return Fields.of(bill.read("bill.csv", bytes), "bill").objects("lines").stream()
        .map(line ->
            line.text("reference") + " " + line.integer("amount") + " " + line.integer("fee"))
        .collect(Collectors.joining(", "));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
