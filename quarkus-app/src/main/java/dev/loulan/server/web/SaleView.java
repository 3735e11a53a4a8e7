package dev.loulan.server.web;

import io.quarkus.qute.TemplateData;
import java.util.List;

/** A sale with its evidence, or the answer to a review, ready to print. Absent texts are empty. */
@TemplateData
public record SaleView(
    String id,
    String link,
    String clock,
    String moment,
    String day,
    String device,
    String shelf,
    String number,
    String title,
    String amount,
    String tender,
    String session,
    String door,
    String epoch,
    long seq,
    List<LineView> lines,
    List<StepView> steps,
    List<String> scans,
    String picture) {

  /** Whether it is an operator's answer to a review, and not read from the shelf. */
  public boolean reviewed() {
    return number.isEmpty();
  }

  /** One kind of goods. {@code confidencePpm} is shown as a meter and in words. */
  @TemplateData
  public record LineView(
      String name,
      String gtin,
      long quantity,
      String unitPrice,
      String amount,
      String supplier,
      long confidencePpm,
      String confidence,
      String runnerUp,
      String priceVersion,
      String planogramVersion) {}

  /** A change of weight that the sale rests on. */
  @TemplateData
  public record StepView(String plates, String clock, String grams, String sigma, String window) {}
}
