package dev.loulan.clearing.bill;

import dev.loulan.clearing.table.TableFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a provider's bill keeps what is needed.
 *
 * @param summary beginning of the line that ends the table
 * @param total column of that line which holds the sum of all amounts; the line's first counts rows
 * @param end beginning of a remark without which the file was cut
 * @param owner beginning of the remark that names the merchant's account
 * @param quote what stands before each value
 * @param offset of the times from UTC
 * @param reference column of what names the sale; without one, lines find sales by amount and time
 * @param merchant column of the merchant's number
 * @param kind column that says what a row is, and its value for a payment
 */
record BillLayout(
    String provider,
    TableFormat format,
    Optional<String> summary,
    Optional<String> total,
    Optional<String> end,
    Optional<String> owner,
    String quote,
    String time,
    String pattern,
    String offset,
    Optional<String> reference,
    String amount,
    Optional<String> fee,
    Optional<String> merchant,
    Optional<String> currency,
    Optional<String> kind,
    String payment) {

  /** The columns that a file must have. */
  List<String> columns() {
    List<String> columns = new ArrayList<>(List.of(time, amount));
    reference.ifPresent(columns::add);
    kind.ifPresent(columns::add);
    return columns;
  }

  /** The trade bill of all orders (type ALL). */
  static final BillLayout WECHAT_PAY =
      new BillLayout(
          "wechatpay",
          new TableFormat(StandardCharsets.UTF_8, true, ',', "", 0, ""),
          Optional.of("总交易单数"),
          Optional.of("订单总金额"),
          Optional.empty(),
          Optional.empty(),
          "`",
          "交易时间",
          "uuuu-MM-dd HH:mm:ss",
          "+08:00",
          Optional.of("商户订单号"),
          "订单金额",
          Optional.of("手续费"),
          Optional.of("商户号"),
          Optional.of("货币种类"),
          Optional.of("交易状态"),
          "SUCCESS");

  /** The business detail bill, which comes in GBK with remarks around the table. */
  static final BillLayout ALIPAY =
      new BillLayout(
          "alipay",
          new TableFormat(Charset.forName("GBK"), false, ',', "", 0, "#"),
          Optional.empty(),
          Optional.empty(),
          Optional.of("#业务明细列表结束"),
          Optional.of("#账号："),
          "",
          "完成时间",
          "uuuu-MM-dd HH:mm:ss",
          "+08:00",
          Optional.of("商户订单号"),
          "订单金额（元）",
          Optional.of("服务费（元）"),
          Optional.empty(),
          Optional.empty(),
          Optional.of("业务类型"),
          "交易");

  /** The itemised report of balance changes from activity. */
  static final BillLayout STRIPE =
      new BillLayout(
          "stripe",
          new TableFormat(StandardCharsets.UTF_8, true, ',', "", 0, ""),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          "",
          "created_utc",
          "uuuu-MM-dd HH:mm:ss",
          "Z",
          Optional.of("source_id"),
          "gross",
          Optional.of("fee"),
          Optional.empty(),
          Optional.of("currency"),
          Optional.of("reporting_category"),
          "charge");
}
