package dev.loulan.server.web;

import io.quarkus.qute.TemplateData;
import java.util.List;

/** A settled day as one party may see it, line by line down to the sales. */
@TemplateData
public record StatementView(
    String day,
    long run,
    SharesView shares,
    long sales,
    long reviews,
    long matched,
    long missing,
    long differing,
    boolean asserted,
    boolean whole,
    String waiting,
    List<String> parties,
    List<LineView> lines,
    List<CaseView> cases,
    List<String> sums,
    String linesGross) {

  /** A line with each shown party's exact part in the order of {@code parties}. */
  @TemplateData
  public record LineView(
      String kind, String label, String link, String gross, List<String> exact) {}

  /** A line of the bill that did not match; {@code kind} and {@code state} are keys of texts. */
  @TemplateData
  public record CaseView(String kind, String state, String reference, String amount, String link) {}
}
