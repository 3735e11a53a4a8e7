package dev.loulan.server.web;

import dev.loulan.clearing.bill.ProviderBill;
import dev.loulan.clearing.text.InputException;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractException;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.server.api.TradeCurrency;
import dev.loulan.server.identity.Account;
import dev.loulan.server.ledger.LedgerDesk;
import dev.loulan.server.live.LiveHub;
import dev.loulan.server.web.CasesPresenter.Outcome;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The work list: what does not match, what is contested, and the bill that the day waits for. */
@Path("/cases")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class CasesResource {
  private static final long MOST_BYTES = 64L << 20;

  private final Figures figures;
  private final LedgerDesk ledger;
  private final TradeCurrency currency;
  private final LiveHub live;
  private final Visit visit;

  CasesResource(
      Figures figures, LedgerDesk ledger, TradeCurrency currency, LiveHub live, Visit visit) {
    this.figures = figures;
    this.ledger = ledger;
    this.currency = currency;
    this.live = live;
    this.visit = visit;
  }

  @GET
  public String cases(@QueryParam("day") @Nullable String day) {
    return page(day(Optional.ofNullable(day)), Outcome.NONE);
  }

  /** A provider's own file, or a bill as JSON; what is wrong in it is said with line and column. */
  @POST
  @Path("bills")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response bill(
      @RestForm @Nullable String csrf,
      @RestForm @Nullable String day,
      @RestForm @Nullable String provider,
      @RestForm @Nullable String merchant,
      @RestForm("currency") @Nullable String named,
      @RestForm @Nullable FileUpload file) {
    Account account = visit.account();
    if (!account.role().runsShelves()) {
      throw new MissingPage();
    }
    Page page = visit.page();
    if (!page.csrf().equals(csrf)) {
      String html = Templates.message(page, "forbidden.title", "forbidden.text").render();
      return Response.status(403).entity(html).build();
    }
    BusinessDay of = day(Optional.ofNullable(day));
    try {
      Json.Obj bill = bill(file, text(provider), of, text(merchant), text(named));
      Fields taken =
          Fields.of(
              JsonReader.read(ledger.submit(ledger.operator(), ContractCalls.submitBill(bill))),
              "bill");
      live.changed();
      String lines = Long.toString(taken.integer("lines"));
      return answer(200, of, new Outcome(visit.texts().with("bill.taken", lines), false));
    } catch (InputException e) {
      return answer(400, of, new Outcome(e.sentence(visit.texts().locale()), true));
    } catch (ContractException | IllegalArgumentException e) {
      return answer(400, of, new Outcome(String.valueOf(e.getMessage()), true));
    }
  }

  private static Json.Obj bill(
      @Nullable FileUpload file, String provider, BusinessDay day, String merchant, String named) {
    if (file == null || file.size() > MOST_BYTES) {
      throw new IllegalArgumentException("A bill is a file of at most 64 MB");
    }
    byte[] bytes = bytes(file);
    if (provider.equals("json")) {
      if (JsonReader.read(bytes) instanceof Json.Obj bill) {
        return bill;
      }
      throw new JsonException("A bill is a JSON object");
    }
    ProviderBill.Provider known =
        switch (provider) {
          case "wechat" -> ProviderBill.Provider.WECHAT_PAY;
          case "alipay" -> ProviderBill.Provider.ALIPAY;
          case "stripe" -> ProviderBill.Provider.STRIPE;
          default -> throw new IllegalArgumentException("No provider '" + provider + "'");
        };
    Currency in = new Currency(named.toUpperCase(Locale.ROOT));
    return new ProviderBill(known, day, in, merchant).read(file.fileName(), bytes);
  }

  private static byte[] bytes(FileUpload file) {
    try {
      return Files.readAllBytes(file.uploadedFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Response answer(int status, BusinessDay day, Outcome outcome) {
    return Response.status(status).entity(page(day, outcome)).build();
  }

  private String page(BusinessDay day, Outcome outcome) {
    Currency money = currency.of(Optional.empty());
    byte[] matched = ledger.query(ContractCalls.matchDay(day, money));
    List<String> sales =
        ledger.list(ContractCalls.salesOfDay(day)).stream()
            .map(sale -> sale.text("saleId"))
            .toList();
    CasesView view =
        new CasesPresenter(visit.texts(), visit.account(), figures)
            .view(
                day.date(),
                Fields.of(JsonReader.read(new String(matched, StandardCharsets.UTF_8)), "cases"),
                ledger.list(ContractCalls.disputes(day)),
                sales,
                outcome);
    return Templates.cases(visit.page(), view).render();
  }

  /** The day asked for, or the last settled one, or today. */
  private BusinessDay day(Optional<String> asked) {
    try {
      return asked
          .filter(text -> !text.isEmpty())
          .map(BusinessDay::new)
          .or(() ->
              figures.statements(1).stream()
                  .findFirst()
                  .map(statement -> new BusinessDay(statement.text("day"))))
          .orElseGet(() -> new BusinessDay(LocalDate.now(ZoneOffset.UTC).toString()));
    } catch (IllegalArgumentException e) {
      throw new MissingPage();
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }
}
