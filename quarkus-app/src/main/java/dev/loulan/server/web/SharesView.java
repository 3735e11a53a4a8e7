package dev.loulan.server.web;

import io.quarkus.qute.TemplateData;
import java.util.List;

/** How a day's takings are split; {@code sum} is what the rows add up to, beside {@code gross}. */
@TemplateData
public record SharesView(
    String day,
    boolean preview,
    String gross,
    String held,
    boolean holds,
    String sum,
    boolean adds,
    List<ShareView> shares) {

  /** The month of the day, {@code YYYY-MM}. */
  public String month() {
    return day.substring(0, 7);
  }

  /** One party's part; {@code x} and {@code width} place it in a bar of 1,000. */
  @TemplateData
  public record ShareView(
      String party,
      String name,
      String amount,
      String percent,
      long x,
      long width,
      int color,
      boolean mine) {}
}
