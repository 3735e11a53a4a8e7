package dev.loulan.server.web;

import dev.loulan.domain.BusinessDay;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages of signed-in people. What is not theirs to see is answered as if it were not there. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class PageResource {
  private static final int SALES_PER_PAGE = 50;

  private final Figures figures;
  private final Visit visit;

  PageResource(Figures figures, Visit visit) {
    this.figures = figures;
    this.visit = visit;
  }

  /** The operator's overview, or a host's or supplier's own page. */
  @GET
  public String start() {
    Page page = visit.page();
    Board board = board();
    if (visit.account().role().runsShelves()) {
      return Templates.overview(
              page, board.shelves(), board.lastSales(), board.shares(), board.reviews())
          .render();
    }
    return Templates.party(
            page, board.name(), board.shares(), board.days(), board.lastSales(), board.stock())
        .render();
  }

  @GET
  @Path("sales")
  public String sales(@QueryParam("before") @Nullable String before) {
    List<SaleView> sales = board().sales(Optional.ofNullable(before), SALES_PER_PAGE);
    String older = sales.size() < SALES_PER_PAGE ? "" : sales.getLast().link();
    return Templates.sales(visit.page(), sales, older).render();
  }

  @GET
  @Path("sales/{id}")
  public String sale(@PathParam("id") String id) {
    SaleView sale = board().sale(id).orElseThrow(MissingPage::new);
    return Templates.sale(visit.page(), sale).render();
  }

  @GET
  @Path("statements")
  public String statements() {
    return Templates.statements(visit.page(), board().days()).render();
  }

  @GET
  @Path("statements/{day}")
  public String statement(@PathParam("day") String day) {
    StatementView statement = day(day).flatMap(board()::statement).orElseThrow(MissingPage::new);
    return Templates.statement(visit.page(), statement).render();
  }

  private static Optional<BusinessDay> day(String text) {
    try {
      return Optional.of(new BusinessDay(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Board board() {
    return new Board(figures, visit.account(), visit.texts());
  }
}
