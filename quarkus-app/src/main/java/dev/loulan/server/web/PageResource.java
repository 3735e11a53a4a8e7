package dev.loulan.server.web;

import dev.loulan.clearing.statement.Bundle;
import dev.loulan.contract.ContractCalls;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Fields;
import dev.loulan.server.api.TradeCurrency;
import dev.loulan.server.identity.Account;
import dev.loulan.server.ledger.LedgerDesk;
import dev.loulan.server.statements.PartyStatements;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages of signed-in people. What is not theirs to see is answered as if it were not there. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class PageResource {
  private static final int SALES_PER_PAGE = 50;

  private final Figures figures;
  private final PartyStatements statements;
  private final TradeCurrency currency;
  private final LedgerDesk ledger;
  private final Visit visit;

  PageResource(
      Figures figures,
      PartyStatements statements,
      TradeCurrency currency,
      LedgerDesk ledger,
      Visit visit) {
    this.figures = figures;
    this.statements = statements;
    this.currency = currency;
    this.ledger = ledger;
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

  /** Versions to read and to sign, with a key that stays in the browser. */
  @GET
  @Path("agreements")
  @Blocking
  public String agreements() {
    List<Fields> agreements = ledger.list(ContractCalls.agreements());
    Page page = visit.page();
    return Templates.agreements(
            page,
            AgreementView.of(agreements, visit.account(), page.t()),
            TemplateView.shipped(page.t()),
            YearMonth.now(ZoneOffset.UTC).minusMonths(1).toString())
        .render();
  }

  @GET
  @Path("statements")
  public String statements() {
    return Templates.statements(visit.page(), board().days()).render();
  }

  /** The account's own statement of a day or month as a file: {@code 2026-11.pdf}. */
  @GET
  @Path("statements/files/{period}.{form}")
  @Produces(MediaType.WILDCARD)
  @Blocking
  public Response file(@PathParam("period") String period, @PathParam("form") String form) {
    Account account = visit.account();
    String partyId = account.partyId();
    if (partyId == null) {
      throw new MissingPage();
    }
    PartyStatements.Form wanted = PartyStatements.Form.of(form);
    Bundle bundle =
        statements.of(account.role().word(), partyId, period, currency.of(Optional.empty()));
    String name = "statement-" + partyId + "-" + period + "." + form;
    return Response.ok(statements.file(bundle, wanted, visit.texts().locale()), wanted.mediaType())
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .build();
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
