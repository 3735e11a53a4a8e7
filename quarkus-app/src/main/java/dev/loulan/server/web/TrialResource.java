package dev.loulan.server.web;

import dev.loulan.clearing.agreement.WhatIf;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Month;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.SharingParty;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.agreement.TermsException;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.server.devices.DeviceRegister;
import dev.loulan.server.devices.RegisteredDevice;
import dev.loulan.server.http.Body;
import dev.loulan.server.http.Problem;
import dev.loulan.server.identity.Account;
import dev.loulan.sync.readmodel.SalesModel;
import dev.loulan.sync.readmodel.SalesModel.SaleRow;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What terms would have given over a month's real sales, asked by a party before it signs. */
@Path("/agreements/trials")
@Blocking
public class TrialResource {
  private static final int PAGE = 500;

  private final SalesModel model;
  private final DeviceRegister devices;
  private final Figures figures;
  private final Visit visit;

  TrialResource(SalesModel model, DeviceRegister devices, Figures figures, Visit visit) {
    this.model = model;
    this.devices = devices;
    this.figures = figures;
    this.visit = visit;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public byte[] tried(@HeaderParam("X-Loulan-CSRF") @Nullable String csrf, byte[] body) {
    if (!visit.page().csrf().equals(csrf)) {
      throw new Problem(403, "FORBIDDEN", "The page is out of date; open it again.");
    }
    Fields asked = Body.object(body);
    asked.allowOnly(Set.of("month", "terms"));
    try {
      Month month = Month.of(asked.text("month"));
      Terms terms =
          TermsDocument.read(asked.find("terms").orElse(new Json.Null()).canonical()).terms();
      requireOwn(terms);
      return json(terms, reckon(terms, month)).canonical();
    } catch (TermsException e) {
      throw new Problem(422, "TERMS_INVALID", String.valueOf(e.getMessage()));
    }
  }

  private WhatIf.Result reckon(Terms terms, Month month) {
    WhatIf trial = new WhatIf(terms);
    for (BusinessDay day : month.days()) {
      long after = 0;
      List<SaleRow> page;
      do {
        page = model.salesAfter(Optional.of(day.date()), after, PAGE);
        for (SaleRow sale : page) {
          after = sale.number();
          String shelf = devices.find(sale.device()).map(RegisteredDevice::shelf).orElse("");
          trial.add(WhatIf.Sold.of(shelf, day, Fields.of(sale.document(), "sale")));
        }
      } while (page.size() == PAGE);
    }
    return trial.result(month.days().size());
  }

  /** A host or supplier tries terms for itself, on shelves that its agreements name. */
  private void requireOwn(Terms terms) {
    Account account = visit.account();
    if (account.role().runsShelves()) {
      return;
    }
    List<String> shelves =
        figures.agreements().stream()
            .filter(agreed -> isParty(agreed, account))
            .flatMap(agreed -> agreed.shelves().stream())
            .toList();
    if (!isParty(terms, account) || !shelves.containsAll(terms.shelves())) {
      throw new Problem(
          403, "FORBIDDEN", "Terms are tried by their own host or supplier, on its own shelves.");
    }
  }

  private static boolean isParty(Terms terms, Account account) {
    return terms.parties().stream()
        .filter(party -> party.role().word().equals(account.role().word()))
        .filter(party -> party.role() != ShareRole.OPERATOR)
        .anyMatch(party -> party.partyId().equals(account.partyId()));
  }

  private Json json(Terms terms, WhatIf.Result result) {
    Formats formats = visit.page().formats();
    String currency = terms.currency().code();
    List<Json> shares = new ArrayList<>();
    for (int i = 0; i < result.amountsMinor().size(); i++) {
      SharingParty party = terms.parties().get(i);
      shares.add(
          new JsonObjectBuilder()
              .text("party", visit.texts().get(SharesPresenter.partyKey(party.role().word())))
              .text("partyId", party.partyId())
              .integer("amount", result.amountsMinor().get(i))
              .text("shown", formats.money(result.amountsMinor().get(i), currency))
              .build());
    }
    return new JsonObjectBuilder()
        .integer("sales", result.sales())
        .integer("gross", result.grossMinor())
        .text("shown", formats.money(result.grossMinor(), currency))
        .array("shares", shares)
        .build();
  }
}
