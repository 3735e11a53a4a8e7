package dev.loulan.clearing.table;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a table is written.
 *
 * @param byteOrderMark whether the file may begin with one
 * @param thousands what may stand between groups of three digits; none when it is empty
 * @param header how many lines come before the one with the columns' names
 * @param comment first characters of lines that are no rows; none when it is empty
 */
public record TableFormat(
    Charset encoding,
    boolean byteOrderMark,
    char delimiter,
    String thousands,
    int header,
    String comment) {

  /** Strict UTF-8 with commas and the header in the first line. */
  public static final TableFormat PLAIN =
      new TableFormat(StandardCharsets.UTF_8, false, ',', "", 0, "");
}
