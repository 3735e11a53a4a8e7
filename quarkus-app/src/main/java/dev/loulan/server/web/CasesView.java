package dev.loulan.server.web;

import io.quarkus.qute.TemplateData;
import java.util.List;

/**
 * A day's work list as one account may see it.
 *
 * @param partyId whose key signs here, or nothing
 * @param said what a form that was just sent came to, or nothing
 * @param wrong whether that was a refusal
 * @param uploadMib how many MiB a form may bring
 */
@TemplateData
public record CasesView(
    String day,
    String partyId,
    boolean contests,
    boolean answers,
    List<CaseView> cases,
    List<DisputeView> disputes,
    List<SaleOption> sales,
    List<String> days,
    String said,
    boolean wrong,
    Bill bill,
    int uploadMib) {

  /** What was filled in when a bill was refused; else what the form begins with. */
  @TemplateData
  public record Bill(String day, String provider, String merchant, String currency) {}

  /** A case; {@code kind} and {@code state} are keys of texts, {@code shown} is its evidence. */
  @TemplateData
  public record CaseView(
      String kind, String state, String label, String link, String amount, List<String> shown) {}

  /**
   * A contest of a sale.
   *
   * @param open whether the operator's answer is due
   * @param own whether the account may withdraw it
   */
  @TemplateData
  public record DisputeView(
      String sale,
      String label,
      String link,
      String contester,
      String contesterId,
      String state,
      String reason,
      String answerBy,
      boolean open,
      boolean own) {}

  /** A sale that may be contested. */
  @TemplateData
  public record SaleOption(String id, String label) {}
}
