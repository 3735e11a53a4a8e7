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
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decisions after the fact, each signed by the deciding party (the operator of the shelf) and bound
 * to one sale or review. One of each kind for a target; a second one is refused.
 */
final class Adjustments {
  private static final String ADJUSTMENT = "adjustment";
  private static final String BY_DAY = "adjustmentByDay";

  private Adjustments() {}

  static Json adjust(StatePort state, Json document) {
    Fields fields = Fields.of(document, "adjustment");
    SalesReader sales = new SalesReader(state.readerOf(Definition.SALES));
    EntryId target = EntryId.parse(fields.text("target"));
    Device device = sales.device(target.deviceId()).orElseThrow(() -> unknown(target));
    Party party = Parties.require(state, fields.text("partyId"));
    requireSigned(document, fields, party, device);
    Adjustment adjustment = read(document, fields, target, device, sales);
    Optional<Adjustment> before = find(state, target, adjustment.kind());
    if (before.isPresent() && !before.get().equals(adjustment)) {
      boolean sameId = before.get().adjustmentId().equals(adjustment.adjustmentId());
      throw new ContractException(
          sameId ? ContractCode.ADJUSTMENT_DIFFERS : ContractCode.ADJUSTED_BEFORE,
          Message.of(
              "A %s of %s is decided already by adjustment %s",
              adjustment.kind().word(), target, before.get().adjustmentId()));
    }
    if (before.isEmpty()) {
      Documents.putPrivate(state, key(target, adjustment.kind()), adjustment.json());
      Documents.putPrivate(state, dayKey(adjustment), adjustment.json());
      state.emit("Adjusted", new Json.Text(target.toString()).canonical());
    }
    return adjustment.json();
  }

  /** What was decided about a sale or review, one at most of each kind. */
  static Json of(StateReader state, EntryId target) {
    List<Json> found = new ArrayList<>();
    for (AdjustmentKind kind : AdjustmentKind.values()) {
      find(state, target, kind).ifPresent(adjustment -> found.add(adjustment.json()));
    }
    return new Json.Arr(found);
  }

  static boolean isReleased(StateReader state, String saleId) {
    return find(state, EntryId.parse(saleId), AdjustmentKind.RELEASE).isPresent();
  }

  static boolean isAnswered(StateReader state, String reviewId) {
    return find(state, EntryId.parse(reviewId), AdjustmentKind.REVIEW).isPresent();
  }

  /** Refunds and answered reviews that are posted on a day. */
  static List<Adjustment> postedOn(StateReader state, BusinessDay day, Currency currency) {
    return Documents.privateUnder(state, BY_DAY, day.date(), currency.code()).stream()
        .map(Adjustment::stored)
        .filter(adjustment -> adjustment.kind() != AdjustmentKind.RELEASE)
        .toList();
  }

  private static Optional<Adjustment> find(StateReader state, EntryId target, AdjustmentKind kind) {
    return Documents.findPrivate(state, key(target, kind)).map(Adjustment::stored);
  }

  private static void requireSigned(Json document, Fields fields, Party party, Device device) {
    if (!device.operator().equals(party.partyId())) {
      throw new ContractException(
          ContractCode.NOT_AUTHORISED,
          Message.of(
              "Party %s does not decide about sales of device %s",
              party.partyId(), device.deviceId()));
    }
    Signed.require(document, fields, party, "loulan.dev/adjustment/v1");
  }

  private static Adjustment read(
      Json document, Fields fields, EntryId target, Device device, SalesReader sales) {
    AdjustmentKind kind = AdjustmentKind.ofWord(fields.text("kind"));
    List<SaleRecord.Line> lines =
        switch (kind) {
          case RELEASE -> releaseLines(requireSale(sales, target));
          case REFUND -> Refund.lines(requireSale(sales, target), fields.objects("lines"));
          case REVIEW -> {
            requireReview(sales, target);
            yield Refund.reviewLines(fields.objects("lines"));
          }
        };
    return new Adjustment(
        Key.requireId(fields.text("adjustmentId"), "adjustmentId"),
        kind,
        target,
        device.shelf(),
        new BusinessDay(fields.text("day")),
        device.currency(),
        lines,
        fields.text("partyId"),
        fields.text("signature"),
        document);
  }

  /** A release adds no lines: the sale itself is settled. */
  private static List<SaleRecord.Line> releaseLines(SaleRecord sale) {
    return sale.lines().subList(0, 0);
  }

  private static void requireReview(SalesReader sales, EntryId target) {
    if (sales.review(target).isEmpty()) {
      throw unknown(target);
    }
  }

  private static SaleRecord requireSale(SalesReader sales, EntryId target) {
    return sales.sale(target).orElseThrow(() -> unknown(target));
  }

  private static ContractException unknown(EntryId target) {
    return new ContractException(
        ContractCode.UNKNOWN_SALE, "The ledger knows no such sale or review: " + target);
  }

  private static String key(EntryId target, AdjustmentKind kind) {
    return Key.of(
        ADJUSTMENT, target.deviceId(), target.epoch(), Key.index(target.seq()), kind.word());
  }

  private static String dayKey(Adjustment adjustment) {
    EntryId target = adjustment.target();
    return Key.of(
        BY_DAY,
        adjustment.day().date(),
        adjustment.currency().code(),
        target.deviceId(),
        target.epoch(),
        Key.index(target.seq()),
        adjustment.kind().word());
  }
}
