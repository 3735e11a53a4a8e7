package dev.loulan.contract.sales;

import com.upokecenter.cbor.CBORObject;
import dev.loulan.contract.BatchItem;
import dev.loulan.contract.state.Documents;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import java.util.ArrayList;
import java.util.List;

/**
 * What a batch holds, as it is kept in private: a CBOR array of the device's shelf and the items as
 * they came, so that members can recompute the log's root from it. Format 1 kept a JSON object of
 * sales and reviews instead, which is still read.
 *
 * @param entries those that came in full; none in format 1
 */
public record BatchContent(
    List<SaleRecord> sales, List<ReviewRecord> reviews, List<JournalEntry> entries) {
  private static final byte JSON_OBJECT = '{';

  static byte[] encode(String shelf, List<BatchItem> items) {
    return CBORObject.NewArray().Add(shelf).Add(BatchItem.encode(items)).EncodeToBytes();
  }

  /** Reads what {@link #encode} made, or format 1, of a batch of this device. */
  public static BatchContent decode(String deviceId, byte[] value) {
    return value[0] == JSON_OBJECT ? ofFormat1(value) : ofItems(deviceId, value);
  }

  private static BatchContent ofItems(String deviceId, byte[] value) {
    CBORObject stored = CBORObject.DecodeFromBytes(value);
    String shelf = stored.get(0).AsString();
    List<SaleRecord> sales = new ArrayList<>();
    List<ReviewRecord> reviews = new ArrayList<>();
    List<JournalEntry> entries = new ArrayList<>();
    for (BatchItem item : BatchItem.decode(stored.get(1).GetByteString())) {
      if (item instanceof BatchItem.Leaf leaf) {
        JournalEntry entry = EntryCodec.decode(leaf.bytes().toArray());
        entries.add(entry);
        if (entry.body() instanceof Sale sale) {
          sales.add(SaleRecord.of(deviceId, shelf, entry, sale));
        } else if (entry.body() instanceof ReviewOpened review) {
          reviews.add(ReviewRecord.of(deviceId, shelf, entry, review));
        }
      }
    }
    return new BatchContent(sales, reviews, entries);
  }

  private static BatchContent ofFormat1(byte[] value) {
    Fields batch = Documents.fields(JsonReader.read(value));
    return new BatchContent(
        items(batch, "sales").stream().map(SaleRecord::stored).toList(),
        items(batch, "reviews").stream().map(ReviewRecord::stored).toList(),
        List.of());
  }

  private static List<Json> items(Fields batch, String kind) {
    return batch
        .find(kind)
        .map(found -> found instanceof Json.Arr arr ? arr.items() : List.<Json>of())
        .orElse(List.of());
  }
}
