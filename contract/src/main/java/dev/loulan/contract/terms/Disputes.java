package dev.loulan.contract.terms;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.Definition;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.StateReader;
import dev.loulan.contract.sales.Device;
import dev.loulan.contract.sales.EntryId;
import dev.loulan.contract.sales.SaleRecord;
import dev.loulan.contract.sales.SalesReader;
import dev.loulan.contract.state.Documents;
import dev.loulan.contract.state.Key;
import dev.loulan.contract.state.Message;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * Contests of sales: raised by host or supplier within the agreed days, answered by the operator,
 * ended by the contester or by time. Days are those that the sale's device closed.
 */
final class Disputes {
  private static final String DISPUTE = "dispute";
  private static final String KIND = "loulan.dev/dispute/v1";
  private static final int MAX_REASON = 500;
  private static final int MAX_EVIDENCE = 20;

  private final StatePort state;
  private final SalesReader sales;

  private Disputes(StatePort state) {
    this.state = state;
    this.sales = new SalesReader(state.readerOf(Definition.SALES));
  }

  /** Carries out a signed {@code contest}, {@code answer} or {@code withdraw}. */
  static Json dispute(StatePort state, Json document) {
    Fields fields = Fields.of(document, "dispute");
    EntryId target = EntryId.parse(fields.text("target"));
    Party party = Parties.require(state, fields.text("partyId"));
    Signed.require(document, fields, party, KIND);
    Disputes disputes = new Disputes(state);
    Dispute dispute =
        switch (fields.text("kind")) {
          case "contest" -> disputes.contest(fields, target, party);
          case "answer" -> disputes.answer(fields, target, party);
          case "withdraw" -> disputes.withdraw(fields, target, party);
          default -> throw malformed("A dispute's kind is contest, answer or withdraw");
        };
    return dispute.json().build();
  }

  /** The disputes over sales of a day, by sale and contester. */
  static List<Dispute> of(StateReader state, BusinessDay day) {
    return Documents.privateUnder(state, DISPUTE, day.date()).stream()
        .map(Dispute::stored)
        .toList();
  }

  /** As {@link #of}, with where each stands. */
  static Json list(StatePort state, BusinessDay day) {
    Disputes disputes = new Disputes(state);
    return Json.array(
        of(state, day).stream()
            .<Json>map(dispute ->
                dispute
                    .json()
                    .text("state", dispute.state(disputes.today(dispute.target())).word())
                    .build())
            .toList());
  }

  private Dispute contest(Fields fields, EntryId target, Party party) {
    BusinessDay saleDay = new BusinessDay(fields.text("saleDay"));
    SaleRecord sale = requireSale(target, saleDay);
    Terms terms = requireAgreement(sale, saleDay, party);
    BusinessDay today = today(target);
    Optional<Dispute> before = find(saleDay, target, party.partyId());
    if (before.isPresent()) {
      requireSame(before.get().signature(), fields);
      return before.get();
    }
    BusinessDay last = saleDay.plusDays(terms.contestDays());
    if (today.compareTo(last) > 0) {
      throw new ContractException(
          ContractCode.CONTEST_LATE,
          Message.of(
              "Sale %s of %s could be contested until %s; its shelf has closed %s",
              target, saleDay, last, today));
    }
    return put(
        new Dispute(
            target,
            saleDay,
            party.partyId(),
            today,
            today.plusDays(terms.answerDays()),
            reason(fields),
            evidence(fields),
            fields.text("signature"),
            Optional.empty(),
            Optional.empty()));
  }

  private Dispute answer(Fields fields, EntryId target, Party party) {
    Dispute dispute = require(fields, target, fields.text("contester"));
    Device device = sales.device(target.deviceId()).orElseThrow(() -> unknown(target));
    if (!device.operator().equals(party.partyId())) {
      throw new ContractException(
          ContractCode.NOT_AUTHORISED,
          "The operator of the shelf answers, not party " + party.partyId());
    }
    if (dispute.answer().isPresent()) {
      requireSame(dispute.answer().get().signature(), fields);
      return dispute;
    }
    BusinessDay today = today(target);
    Party contester = Parties.require(state, dispute.contester());
    Terms terms =
        requireAgreement(requireSale(target, dispute.saleDay()), dispute.saleDay(), contester);
    return put(
        dispute.answered(
            new Dispute.Answer(
                today,
                today.plusDays(terms.answerDays()),
                reason(fields),
                evidence(fields),
                fields.text("signature"))));
  }

  private Dispute withdraw(Fields fields, EntryId target, Party party) {
    Dispute dispute = require(fields, target, party.partyId());
    if (dispute.withdrawal().isPresent()) {
      return dispute;
    }
    return put(dispute.withdrawn(new Dispute.Withdrawal(today(target), fields.text("signature"))));
  }

  private Dispute put(Dispute dispute) {
    Documents.putPrivate(
        state,
        key(dispute.saleDay(), dispute.target(), dispute.contester()),
        dispute.json().build());
    state.emit("Disputed", new Json.Text(dispute.target().toString()).canonical());
    return dispute;
  }

  /** The agreement by which the party has a share in the sale. */
  private Terms requireAgreement(SaleRecord sale, BusinessDay day, Party party) {
    List<AgreementState> agreements = Agreements.all(state);
    Currency currency = sales.device(sale.deviceId()).orElseThrow().currency();
    Splitter splitter = new Splitter(agreements, day, currency);
    return sale.lines().stream()
        .flatMap(line -> splitter.find(sale.shelf(), line.supplierId()).stream())
        .filter(terms -> isHostOrSupplier(terms, party))
        .findFirst()
        .orElseThrow(() ->
            new ContractException(
                ContractCode.NOT_A_PARTY_OF_AGREEMENT,
                Message.of(
                    "Party %s is neither host nor supplier in an agreement over sale %s",
                    party.partyId(), sale.saleId())));
  }

  private static boolean isHostOrSupplier(Terms terms, Party party) {
    return terms.partyOf(ShareRole.HOST).partyId().equals(party.partyId())
        || terms.partyOf(ShareRole.SUPPLIER).partyId().equals(party.partyId());
  }

  private SaleRecord requireSale(EntryId target, BusinessDay saleDay) {
    boolean onDay =
        sales.closedDay(saleDay, target.deviceId()).map(day -> day.holds(target)).orElse(false);
    if (!onDay) {
      throw new ContractException(
          ContractCode.UNKNOWN_SALE,
          Message.of("No closed day %s of the ledger holds a sale %s", saleDay, target));
    }
    return sales.sale(target).orElseThrow(() -> unknown(target));
  }

  private Dispute require(Fields fields, EntryId target, String contester) {
    return find(new BusinessDay(fields.text("saleDay")), target, Key.requireId(contester, "party"))
        .orElseThrow(() ->
            new ContractException(
                ContractCode.UNKNOWN_DISPUTE,
                Message.of("Party %s does not contest sale %s", contester, target)));
  }

  private Optional<Dispute> find(BusinessDay saleDay, EntryId target, String contester) {
    return Documents.findPrivate(state, key(saleDay, target, contester)).map(Dispute::stored);
  }

  private BusinessDay today(EntryId target) {
    return sales.lastClosedDay(target.deviceId()).orElseThrow(() -> unknown(target));
  }

  private static void requireSame(String signatureBefore, Fields fields) {
    if (!signatureBefore.equals(fields.text("signature"))) {
      throw new ContractException(
          ContractCode.DISPUTED_BEFORE,
          "This was said before in other words; a contest and its answer are given once");
    }
  }

  private static String reason(Fields fields) {
    String reason = fields.text("reason");
    if (reason.isBlank() || reason.length() > MAX_REASON) {
      throw malformed("A reason has 1 to 500 characters");
    }
    return reason;
  }

  private static List<String> evidence(Fields fields) {
    List<String> evidence = fields.texts("evidence");
    boolean sound =
        evidence.size() <= MAX_EVIDENCE
            && evidence.stream().allMatch(digest -> digest.matches("[0-9a-f]{64}"));
    if (!sound) {
      throw malformed("Evidence is at most 20 SHA-256 digests in lower-case hexadecimal");
    }
    return evidence;
  }

  private static ContractException malformed(String what) {
    return new ContractException(ContractCode.MALFORMED, what);
  }

  private static ContractException unknown(EntryId target) {
    return new ContractException(
        ContractCode.UNKNOWN_SALE, "The ledger knows no such sale: " + target);
  }

  private static String key(BusinessDay saleDay, EntryId target, String contester) {
    return Key.of(
        DISPUTE,
        saleDay.date(),
        target.deviceId(),
        target.epoch(),
        Key.index(target.seq()),
        contester);
  }
}
