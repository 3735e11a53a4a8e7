package dev.loulan.clearing.sales;

import java.util.Arrays;
import java.util.List;

/** What a line of a sales file may tell. {@link #word()} is the name in a mapping. */
public enum SalesField {
  DEVICE("device"),
  SITE("site"),
  PRODUCT("product"),
  TRANSACTION("transaction"),
  /** Business day of the sale. */
  DAY("day"),
  /** Day of the bill on which the money came; the day of the sale when there is no such column. */
  BILL_DAY("billDay"),
  TENDER("tender"),
  QUANTITY("quantity"),
  UNIT_PRICE("unitPrice"),
  LINE_TOTAL("lineTotal"),
  /** Sum of all lines of the transaction; shows a truncated or repeated file. */
  TRANSACTION_TOTAL("transactionTotal");

  private final String word;

  SalesField(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(SalesField::word).toList();
  }

  static SalesField ofWord(String word) {
    return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst().orElseThrow();
  }
}
