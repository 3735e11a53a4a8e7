package dev.loulan.server.web;

import dev.loulan.server.web.Figures.LineRecord;
import dev.loulan.server.web.Figures.SaleRecord;
import dev.loulan.server.web.Figures.StepRecord;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Puts sales into words for one viewer. */
final class SalePresenter {
  private final Texts texts;
  private final Formats formats;
  private final Scope scope;
  private final Figures figures;

  SalePresenter(Texts texts, Scope scope, Figures figures) {
    this.texts = texts;
    this.formats = new Formats(texts.locale());
    this.scope = scope;
    this.figures = figures;
  }

  List<SaleView> views(List<SaleRecord> sales) {
    return sales.stream().filter(scope::shows).map(this::view).toList();
  }

  SaleView view(SaleRecord sale) {
    List<LineRecord> lines = sale.lines().stream().filter(scope::shows).toList();
    boolean whole = lines.size() == sale.lines().size();
    long gross = whole ? sale.grossMinor() : lines.stream().mapToLong(LineRecord::grossMinor).sum();
    return new SaleView(
        sale.id(),
        link(sale.id()),
        formats.clock(sale.atMicros(), sale.zone()),
        formats.moment(sale.atMicros(), sale.zone()),
        sale.day().map(Object::toString).orElse(""),
        sale.device(),
        sale.shelf(),
        sale.saleNo() == SaleRecord.NO_NUMBER ? "" : Long.toString(sale.saleNo()),
        title(lines),
        formats.money(gross, sale.currency()),
        sale.tender().isEmpty() ? texts.get("sale.tender.none") : sale.tender(),
        sale.session(),
        door(sale),
        epoch(sale.id()),
        seq(sale.id()),
        lines.stream().map(line -> line(line, sale.currency())).toList(),
        whole ? sale.steps().stream().map(step -> step(step, sale)).toList() : List.of(),
        whole ? sale.scans() : List.of(),
        whole ? picture(sale) : "");
  }

  private String picture(SaleRecord sale) {
    List<String> captions = sale.lines().stream().map(this::caption).toList();
    return StepPicture.svg(
        texts.with("sale.title", Long.toString(sale.saleNo())), sale.steps(), captions);
  }

  private String caption(LineRecord line) {
    String sure = texts.with("evidence.confidence", formats.percent(line.confidencePpm()));
    String rival =
        line.runnerUp().isEmpty() ? "" : " · " + texts.with("evidence.runnerUp", line.runnerUp());
    return line.quantity() + " × " + line.name() + ": " + sure + rival;
  }

  /** A sale's id as a part of a path. */
  static String link(String saleId) {
    return URLEncoder.encode(saleId, StandardCharsets.UTF_8).replace("%3A", ":");
  }

  private static String epoch(String saleId) {
    String[] parts = saleId.split(":", -1);
    return parts.length == 3 ? parts[1] : "";
  }

  private static long seq(String saleId) {
    return Long.parseLong(saleId.substring(saleId.lastIndexOf(':') + 1));
  }

  private static String title(List<LineRecord> lines) {
    return lines.stream()
        .map(line -> (line.quantity() == 1 ? "" : line.quantity() + " × ") + line.name())
        .collect(Collectors.joining(", "));
  }

  private String door(SaleRecord sale) {
    if (sale.openedMicros().isEmpty() || sale.closedMicros().isEmpty()) {
      return "";
    }
    return texts.with(
        "evidence.door.interval",
        formats.clock(sale.openedMicros().get(), sale.zone()),
        formats.clock(sale.closedMicros().get(), sale.zone()));
  }

  private SaleView.LineView line(LineRecord line, String currency) {
    return new SaleView.LineView(
        line.name(),
        line.gtin(),
        line.quantity(),
        formats.money(line.unitPriceMinor(), currency),
        formats.money(line.grossMinor(), currency),
        figures.partyName(line.supplierId()),
        line.confidencePpm(),
        formats.percent(line.confidencePpm()),
        line.runnerUp(),
        line.priceVersion(),
        line.planogramVersion());
  }

  private SaleView.StepView step(StepRecord step, SaleRecord sale) {
    String sign = step.deltaMg() > 0 ? "+" : "";
    return new SaleView.StepView(
        String.join(", ", step.plates()),
        formats.clock(step.atMicros(), sale.zone()),
        sign + formats.grams(step.deltaMg()),
        step.sigmaMg() == 0 ? "" : formats.grams(step.sigmaMg()),
        step.windowSha256());
  }
}
