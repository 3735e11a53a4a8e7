package dev.loulan.server.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages and their live parts, checked against their templates when the server is built. */
@CheckedTemplate(basePath = "web")
final class Templates {
  private Templates() {}

  static native TemplateInstance overview(
      Page page,
      List<ShelfView> shelves,
      List<SaleView> sales,
      SharesView shares,
      List<ReviewView> reviews);

  static native TemplateInstance party(
      Page page,
      String name,
      SharesView shares,
      List<SharesView> days,
      List<SaleView> sales,
      List<StockView> stock);

  static native TemplateInstance sales(Page page, List<SaleView> sales, String older);

  static native TemplateInstance sale(Page page, SaleView sale);

  static native TemplateInstance statements(Page page, List<SharesView> days);

  static native TemplateInstance statement(Page page, StatementView statement);

  static native TemplateInstance agreements(
      Page page, List<AgreementView> agreements, String template, String month);

  static native TemplateInstance cases(Page page, CasesView cases);

  static native TemplateInstance review(Page page, ReviewForm review, @Nullable SaleView answer);

  static native TemplateInstance signIn(Page page, String next, String problem);

  static native TemplateInstance linked(Page page);

  static native TemplateInstance message(Page page, String title, String text);

  /** The texts of this name, which take no values. */
  static TemplateInstance message(Page page, String name) {
    return message(page, page.t().get(name + ".title"), page.t().get(name + ".text"));
  }

  /** The parts that the server renews while one looks. */
  @CheckedTemplate(basePath = "web/part")
  static final class Part {
    private Part() {}

    static native TemplateInstance shelves(Page page, List<ShelfView> shelves);

    static native TemplateInstance sales(Page page, List<SaleView> sales);

    static native TemplateInstance shares(Page page, SharesView shares);

    static native TemplateInstance reviews(Page page, List<ReviewView> reviews);

    static native TemplateInstance devices(Page page, List<ShelfView> shelves);

    static native TemplateInstance stock(Page page, List<StockView> stock);
  }
}
