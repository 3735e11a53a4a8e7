package dev.loulan.simulation.server;

import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractCode;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.simulation.shelf.Goods;
import dev.loulan.simulation.world.FaultKind;
import dev.loulan.simulation.world.World;
import dev.loulan.sync.ledger.SubmitOutcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Tries what a lying server, operator or host could try; each must be refused with its code. */
public final class Liars {
  private final World world;
  private final Server server;
  private final Operator operator;
  private final Goods goods;
  private final LyingServer lyingServer;
  private long lies;

  public Liars(World world, Server server, Operator operator, Goods goods) {
    this.world = world;
    this.server = server;
    this.operator = operator;
    this.goods = goods;
    this.lyingServer = new LyingServer(world, server);
    server.onTaken(lyingServer::taken);
  }

  private record Lie(String what, Party by, ContractCall call, ContractCode code) {}

  /**
   * The lies of a day.
   *
   * @param answered a review that is answered; empty when there is none
   * @param decided the adjustment that answered it
   */
  public void lie(LocalDate today, String answered, String decided) {
    if (world.faults().strikes(FaultKind.SERVER_LIES)) {
      lyingServer.begin();
    }
    if (world.faults().strikes(FaultKind.OPERATOR_LIES)) {
      ofTheOperator(today, answered, decided).forEach(this::mustFail);
    }
    if (world.faults().strikes(FaultKind.HOST_LIES)) {
      ofTheHost(today, answered).forEach(this::mustFail);
    }
  }

  private List<Lie> ofTheOperator(LocalDate today, String answered, String decided) {
    Party op = operator.party();
    Agreement last = operator.agreements().getLast();
    List<Lie> told = new ArrayList<>();
    if (!answered.isEmpty()) {
      told.add(
          new Lie(
              "answers a review twice",
              op,
              adjustment(op, "lie-" + ++lies, answered, today),
              ContractCode.ADJUSTED_BEFORE));
      told.add(
          new Lie(
              "decides otherwise under the name of a decision",
              op,
              adjustment(op, decided, answered, today.plusDays(1)),
              ContractCode.ADJUSTMENT_DIFFERS));
    }
    told.add(
        new Lie(
            "changes terms that are agreed",
            op,
            ContractCalls.proposeAgreement(last.dearer().document(goods).canonical()),
            ContractCode.AGREEMENT_DIFFERS));
    told.add(
        new Lie(
            "signs for the host",
            op,
            signature(last, op, operator.host()),
            ContractCode.SIGNATURE_NOT_OF_PARTY));
    told.add(
        new Lie(
            "settles a day that is not over",
            op,
            ContractCalls.settleDay(new BusinessDay(today.plusDays(3).toString()), Operator.USD),
            ContractCode.DAY_OPEN));
    operator.bills().stream()
        .filter(bill -> !bill.lines().isEmpty())
        .findFirst()
        .ifPresent(bill ->
            told.add(
                new Lie(
                    "changes a bill that is in",
                    op,
                    ContractCalls.submitBill(bill.dearer().json()),
                    ContractCode.BILL_DIFFERS)));
    return told;
  }

  private List<Lie> ofTheHost(LocalDate today, String answered) {
    Party host = operator.host();
    Agreement last = operator.agreements().getLast();
    List<Lie> told = new ArrayList<>();
    if (!answered.isEmpty()) {
      told.add(
          new Lie(
              "answers a review of the operator",
              host,
              adjustment(host, "lie-" + ++lies, answered, today),
              ContractCode.SIGNATURE_NOT_OF_PARTY));
    }
    told.add(
        new Lie(
            "signs for the operator",
            host,
            signature(last, host, operator.party()),
            ContractCode.SIGNATURE_NOT_OF_PARTY));
    server.store().read(kept -> kept.devices()).stream()
        .findFirst()
        .ifPresent(device ->
            told.add(
                new Lie(
                    "revokes a device of the operator",
                    host,
                    ContractCalls.revokeDevice(device),
                    ContractCode.NOT_AUTHORISED)));
    told.add(
        new Lie(
            "hands in a bill",
            host,
            ContractCalls.submitBill(
                new Provider.Bill("bill-of-the-host", today.toString(), "op", List.of()).json()),
            ContractCode.NOT_AUTHORISED));
    return told;
  }

  private static ContractCall signature(Agreement agreement, Party by, Party of) {
    return ContractCalls.signAgreement(
        agreement.id(),
        agreement.version(),
        of.partyId(),
        by.sign("loulan.dev/agreement/v1", "0".repeat(64)));
  }

  private static ContractCall adjustment(Party by, String id, String review, LocalDate day) {
    Json.Obj content =
        new JsonObjectBuilder()
            .text("adjustmentId", id)
            .text("kind", "review")
            .text("target", review)
            .text("day", day.toString())
            .array("lines", List.of())
            .text("partyId", Operator.OPERATOR)
            .build();
    return ContractCalls.adjust(by.signed(content));
  }

  private void mustFail(Lie lie) {
    String what = lie.by().partyId() + " " + lie.what();
    switch (server.attempt(lie.by().caller(), lie.call())) {
      case SubmitOutcome.Committed _ -> world.violated("lie-refused", what + ": accepted");
      case SubmitOutcome.Rejected(var code, var detail) -> {
        if (code != lie.code()) {
          world.violated(
              "lie-refused", what + ": expected " + lie.code() + ", got " + code + ": " + detail);
        }
        world.note("ledger", "refuses that " + what + ": " + code);
      }
      case SubmitOutcome.Invalid _, SubmitOutcome.Unknown _ -> {
        // Not answered at all.
      }
    }
  }
}
