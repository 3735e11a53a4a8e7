package dev.loulan.server.web;

import dev.loulan.clearing.payout.BankFile;
import dev.loulan.clearing.text.InputException;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractException;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.domain.text.Retelling;
import dev.loulan.server.api.TradeCurrency;
import dev.loulan.server.identity.Account;
import dev.loulan.server.ledger.LedgerDesk;
import dev.loulan.server.live.LiveHub;
import dev.loulan.server.settings.ServerSettings;
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
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The work list: what does not match, what is contested, and the bill that the day waits for. */
@Path("/cases")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class CasesResource {
  private final Figures figures;
  private final LedgerDesk ledger;
  private final TradeCurrency currency;
  private final LiveHub live;
  private final Visit visit;
  private final ServerSettings settings;

  CasesResource(
      Figures figures,
      LedgerDesk ledger,
      TradeCurrency currency,
      LiveHub live,
      Visit visit,
      ServerSettings settings) {
    this.figures = figures;
    this.ledger = ledger;
    this.currency = currency;
    this.live = live;
    this.visit = visit;
    this.settings = settings;
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
      @RestForm @Nullable FileUpload file,
      @RestForm @Nullable FileUpload mapping) {
    BusinessDay of = day(Optional.ofNullable(day));
    BillForm form = new BillForm(of, text(provider), text(merchant), text(named), file, mapping);
    return handedIn(
        csrf,
        of,
        Optional.of(form.filledIn()),
        () -> {
          Fields taken =
              Fields.of(
                  JsonReader.read(
                      ledger.submit(
                          ledger.operator(), ContractCalls.submitBill(form.read(visit.texts())))),
                  "bill");
          return visit.texts().with("bill.taken", Long.toString(taken.integer("lines")));
        });
  }

  /** What the operator's bank wrote: camt.053 or pain.002. */
  @POST
  @Path("bank")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response bank(
      @RestForm @Nullable String csrf,
      @RestForm @Nullable String day,
      @RestForm @Nullable FileUpload file) {
    return handedIn(
        csrf,
        day(Optional.ofNullable(day)),
        Optional.empty(),
        () -> {
          UploadedFile sent = UploadedFile.of(file, visit.texts().get("bank.file"));
          BankFile read = BankFile.read(sent.name(), sent.bytes());
          return said(new BankIntake(ledger).take(read, currency.all()));
        });
  }

  /** Runs what an operator's form asks for; what is wrong is said above the list. */
  private Response handedIn(
      @Nullable String csrf,
      BusinessDay day,
      Optional<CasesView.Bill> filledIn,
      Supplier<String> work) {
    Account account = visit.account();
    if (!account.role().runsShelves()) {
      throw new MissingPage();
    }
    Page page = visit.page();
    if (!page.csrf().equals(csrf)) {
      String html = Templates.message(page, "forbidden").render();
      return Response.status(403).entity(html).build();
    }
    Locale locale = visit.texts().locale();
    try {
      String done = work.get();
      live.changed();
      return answer(200, day, new Outcome(done, false, Optional.empty()));
    } catch (InputException e) {
      return answer(400, day, new Outcome(e.sentence(locale), true, filledIn));
    } catch (ContractException e) {
      String told = Retelling.in(locale, e.code().name(), String.valueOf(e.getMessage()));
      return answer(400, day, new Outcome(told, true, filledIn));
    } catch (IllegalArgumentException e) {
      String told = Retelling.in(locale, "", String.valueOf(e.getMessage()));
      return answer(400, day, new Outcome(told, true, filledIn));
    }
  }

  private String said(BankIntake.Taken taken) {
    Texts texts = visit.texts();
    List<String> parts = new ArrayList<>();
    taken
        .statement()
        .ifPresent(
            id -> parts.add(texts.with("bank.taken", id, Integer.toString(taken.credits()))));
    if (taken.answered() > 0) {
      parts.add(texts.with("bank.answered", Integer.toString(taken.answered())));
    }
    if (!taken.unknown().isEmpty()) {
      parts.add(texts.with("bank.unknown", String.join(", ", taken.unknown())));
    }
    return parts.isEmpty() ? texts.get("bank.nothing") : String.join(" ", parts);
  }

  private Response answer(int status, BusinessDay day, Outcome outcome) {
    return Response.status(status).entity(page(day, outcome)).build();
  }

  private String page(BusinessDay day, Outcome outcome) {
    List<Fields> matched = currency.all().stream().map(money -> matched(day, money)).toList();
    List<String> sales =
        ledger.list(ContractCalls.salesOfDay(day)).stream()
            .map(sale -> sale.text("saleId"))
            .toList();
    CasesView view =
        new CasesPresenter(visit.texts(), visit.account(), figures)
            .view(
                day.date(),
                matched,
                ledger.list(ContractCalls.disputes(day)),
                sales,
                outcome,
                settings.uploadMib());
    return Templates.cases(visit.page(), view).render();
  }

  private Fields matched(BusinessDay day, Currency money) {
    byte[] found = ledger.query(ContractCalls.matchDay(day, money));
    return Fields.of(JsonReader.read(new String(found, StandardCharsets.UTF_8)), "cases");
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
