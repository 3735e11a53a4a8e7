package dev.loulan.contract.sales;

import dev.loulan.contract.StateReader;
import dev.loulan.contract.state.Documents;
import dev.loulan.contract.state.Key;
import dev.loulan.domain.BusinessDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What the definition {@code sales} knows, to read: devices, closed days, sales and reviews. */
public final class SalesReader {
  private final StateReader state;

  public SalesReader(StateReader state) {
    this.state = state;
  }

  public List<Device> devices() {
    return Documents.under(state, SalesKeys.DEVICE).stream().map(Device::stored).toList();
  }

  public Optional<Device> device(String deviceId) {
    return Documents.find(state, SalesKeys.device(deviceId)).map(Device::stored);
  }

  public Optional<ClosedDay> closedDay(BusinessDay day, String deviceId) {
    return Documents.find(state, SalesKeys.day(day, deviceId)).map(ClosedDay::stored);
  }

  /** Whether the device has sent entries and may still close this day. */
  public boolean isWaitedFor(BusinessDay day, Device device) {
    Optional<DeviceHead> head = head(device.deviceId());
    return !device.revoked()
        && head.isPresent()
        && head.get().lastClosedDay().map(last -> last.compareTo(day) < 0).orElse(true);
  }

  /** The last day that the device closed; the ledger's only clock. */
  public Optional<BusinessDay> lastClosedDay(String deviceId) {
    return head(deviceId).flatMap(DeviceHead::lastClosedDay);
  }

  /** The day's sales, in the order of the log. */
  public List<SaleRecord> sales(ClosedDay day) {
    return inRanges(
        day,
        (content, range) ->
            content.sales().stream().filter(sale -> range.holds(sale.seq())).toList());
  }

  /** The day's reviews, in the order of the log. */
  public List<ReviewRecord> reviews(ClosedDay day) {
    return day.reviews() == 0
        ? List.of()
        : inRanges(
            day,
            (content, range) ->
                content.reviews().stream().filter(review -> range.holds(review.seq())).toList());
  }

  /** The sales of all devices that closed a day, by device and in the order of each log. */
  public List<SaleRecord> sales(BusinessDay day) {
    return Documents.under(state, SalesKeys.DAY, day.date()).stream()
        .map(ClosedDay::stored)
        .flatMap(closed -> sales(closed).stream())
        .toList();
  }

  public Optional<SaleRecord> sale(EntryId id) {
    return find(id)
        .flatMap(
            content -> content.sales().stream().filter(sale -> sale.seq() == id.seq()).findFirst());
  }

  public Optional<ReviewRecord> review(EntryId id) {
    return find(id)
        .flatMap(content ->
            content.reviews().stream().filter(review -> review.seq() == id.seq()).findFirst());
  }

  Optional<DeviceHead> head(String deviceId) {
    return Documents.find(state, SalesKeys.head(deviceId)).map(DeviceHead::stored);
  }

  /** The batch in which the entry came, if it did. */
  private Optional<BatchContent> find(EntryId id) {
    String from = Key.under(SalesKeys.BATCH, id.deviceId(), id.epoch());
    String to = SalesKeys.batch(id.deviceId(), id.epoch(), id.seq() + 1);
    List<StateReader.Row> rows = state.rangePrivate(Documents.TRADE, from, to);
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(BatchContent.decode(id.deviceId(), rows.getLast().value()));
  }

  private <T> List<T> inRanges(
      ClosedDay day, BiFunction<BatchContent, EntryRange, List<T>> wanted) {
    List<T> found = new ArrayList<>();
    for (EntryRange range : day.ranges()) {
      String from = SalesKeys.batch(day.deviceId(), range.epoch(), range.firstBatch());
      String to = SalesKeys.batch(day.deviceId(), range.epoch(), range.toSeq());
      for (StateReader.Row row : state.rangePrivate(Documents.TRADE, from, to)) {
        found.addAll(wanted.apply(BatchContent.decode(day.deviceId(), row.value()), range));
      }
    }
    return found;
  }
}
