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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
                ProviderBill.Provider.ALIPAY,
                "CNY",
                "2088000000000000",
                ALIPAY.getBytes(Charset.forName("GBK"))))
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

  /** Each layout with what is wrong in it: where it is said to be, and as what. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "wechat, foreign encoding, table.encoding, 1",
    "wechat, cut in a row, table.fields, 3",
    "wechat, cut after a row, bill.noSummary, 4",
    "wechat, cut in the sums, bill.noSums, 5",
    "wechat, row left out, bill.sum, 4",
    "wechat, joined to itself, table.repeated, 6",
    "wechat, payment twice, bill.twice, 3",
    "wechat, thousands, table.thousands, 2",
    "wechat, decimals, table.decimals, 2",
    "wechat, other day, bill.day, 2",
    "wechat, other merchant, bill.merchant, 2",
    "wechat, other currency, bill.currency, 2",
    "alipay, foreign encoding, table.encoding, 1",
    "alipay, mark, table.encoding, 1",
    "alipay, cut in a row, table.fields, 4",
    "alipay, cut after a row, bill.noEnd, 5",
    "alipay, joined to itself, table.repeated, 8",
    "alipay, payment twice, bill.twice, 5",
    "alipay, thousands, table.thousands, 4",
    "alipay, other day, bill.day, 4",
    "alipay, other merchant, bill.merchant, 2",
    "stripe, foreign encoding, table.encoding, 2",
    "stripe, cut in a row, table.fields, 3",
    "stripe, joined to itself, table.repeated, 4",
    "stripe, payment twice, bill.twice, 3",
    "stripe, thousands, table.thousands, 2",
    "stripe, other day, bill.day, 2",
    "stripe, other currency, bill.currency, 2",
    "mapping, foreign encoding, table.encoding, 2",
    "mapping, cut in a row, table.fields, 3",
    "mapping, joined to itself, table.repeated, 4",
    "mapping, payment twice, bill.twice, 3",
    "mapping, thousands, table.thousands, 2",
    "mapping, other day, bill.day, 2",
    "mapping, other merchant, bill.merchant, 2",
    "mapping, other currency, bill.currency, 2"
  })
  void what_is_wrong_in_a_bill_is_named_by_line(String layout, String what, String key, long line) {
    assertThatThrownBy(() -> Wrong.valueOf(layout.toUpperCase(Locale.ROOT)).read(what))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> {
              assertThat(e.key() + " " + e.place().line()).isEqualTo(key + " " + line);
              assertThat(e.getMessage()).contains("bill.csv");
            });
  }

  @Test
  void a_byte_order_mark_is_taken_where_the_encoding_has_one() {
    assertThat(wechat("\ufeff" + WECHAT)).isEqualTo("R1 300 2");
    assertThat(lines(ProviderBill.Provider.STRIPE, "USD", "m", utf8("\ufeff" + STRIPE)))
        .isEqualTo("ch_1 250 37");
  }

  /** A sound bill of a layout and how it is spoilt. */
  private enum Wrong {
    WECHAT(ProviderBillTest.WECHAT, "`R2", "`R1", "`3.00,`0.00,`\n", "`1,003.00,`0.00,`\n"),
    ALIPAY(ProviderBillTest.ALIPAY, "", "", "4.50,4.50", "\"1,004.50\",4.50"),
    STRIPE(
        ProviderBillTest.STRIPE.replace(
            "-2.50,0.00,-2.50,refund,re_1", "3.50,0.30,3.20,charge,ch_2"),
        "ch_2",
        "ch_1",
        ",2.50,",
        ",\"1,002.50\","),
    MAPPING(
        """
        At;Merchant;Currency;Ref;Sum
        2026-11-23 10:00:00;m1;EUR;r1;2.50
        2026-11-23 11:00:00;m1;EUR;r2;3.50
        """,
        "r2",
        "r1",
        ";2.50",
        ";1,002.50");

    private final String sound;
    private final String reference;
    private final String other;
    private final String amount;
    private final String thousands;

    Wrong(String sound, String reference, String other, String amount, String thousands) {
      this.sound = sound;
      this.reference = reference;
      this.other = other;
      this.amount = amount;
      this.thousands = thousands;
    }

    void read(String what) {
      Charset own = this == ALIPAY ? Charset.forName("GBK") : StandardCharsets.UTF_8;
      Charset foreign = this == ALIPAY ? StandardCharsets.UTF_8 : Charset.forName("GBK");
      String text = spoilt(what);
      boolean inForeign = what.equals("foreign encoding");
      byte[] bytes = text.getBytes(inForeign ? foreign : own);
      if (what.equals("mark")) {
        byte[] mark = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
        bytes = Arrays.copyOf(mark, mark.length + bytes.length);
        System.arraycopy(text.getBytes(own), 0, bytes, mark.length, bytes.length - mark.length);
      }
      bill().read("bill.csv", bytes);
    }

    private String spoilt(String what) {
      List<String> rows = sound.lines().toList();
      int last = this == ALIPAY ? 3 : 2;
      return switch (what) {
        case "foreign encoding" -> sound.replace("Shelf", "货架").replace("r1", "茶");
        case "mark" -> sound;
        case "cut in a row" -> {
          int cut = sound.indexOf(rows.get(last)) + rows.get(last).length() / 2;
          yield sound.substring(0, cut);
        }
        case "cut after a row" -> String.join("\n", rows.subList(0, last + 1)) + "\n";
        case "cut in the sums" -> String.join("\n", rows.subList(0, 4)) + "\n";
        case "row left out" -> sound.replace(rows.get(2) + "\n", "");
        case "joined to itself" -> sound + sound;
        case "payment twice" ->
            this == ALIPAY
                ? sound.replace(rows.get(3), rows.get(3) + "\n" + rows.get(3))
                : sound.replace(reference, other).replace("`REFUND", "`SUCCESS");
        case "thousands" ->
            this == WECHAT
                ? sound.replaceFirst("`3.00,`0.00,`\n", "\"`1,003.00\",`0.00,`\n")
                : sound.replace(amount, thousands);
        case "decimals" -> sound.replaceFirst("`3.00,`0.00,`\n", "`3.001,`0.00,`\n");
        case "other day" ->
            this == ALIPAY
                ? sound.replace("2026-11-23 08:00:05", "2026-11-24 08:00:05")
                : sound.replaceFirst("2026-11-23", "2026-11-24");
        case "other merchant" ->
            sound
                .replace("`1900000109", "`1900000110")
                .replace("[2088", "[2099")
                .replace(";m1;", ";m2;");
        case "other currency" -> sound.replaceFirst("`CNY|usd|EUR", "XXX");
        default -> throw new IllegalArgumentException(what);
      };
    }

    private ProviderBill bill() {
      BusinessDay day = new BusinessDay("2026-11-23");
      return switch (this) {
        case WECHAT ->
            new ProviderBill(
                ProviderBill.Provider.WECHAT_PAY, day, new Currency("CNY"), "1900000109");
        case ALIPAY ->
            new ProviderBill(
                ProviderBill.Provider.ALIPAY, day, new Currency("CNY"), "2088000000000000");
        case STRIPE ->
            new ProviderBill(ProviderBill.Provider.STRIPE, day, new Currency("USD"), "m1");
        case MAPPING ->
            new ProviderBill(
                Settings.of(
                    "bill.yaml",
                    """
                    provider: acquirer
                    delimiter: ";"
                    columns: {time: At, merchant: Merchant, currency: Currency, reference: Ref, amount: Sum}
                    """),
                day,
                new Currency("EUR"),
                "m1");
      };
    }
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
