package dev.loulan.sync.intake;

import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import dev.loulan.journal.entry.EpochId;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries of one epoch from an index up to a checkpoint.
 *
 * @param from index of the first entry
 * @param entries the leaves' bytes; may be empty to ask for a cosignature again
 * @param checkpoint the signed note over all entries up to the last of these
 */
public record Segment(EpochId epoch, long from, List<byte[]> entries, String checkpoint) {
  public static final int MAX_BYTES = 4 * 1024 * 1024;
  static final int MAX_ENTRIES = 50_000;
  private static final int MAX_CHECKPOINT = 4_096;
  private static final CBOREncodeOptions STRICT =
      new CBOREncodeOptions("allowduplicatekeys=false;resolvereferences=false");

  public Segment {
    entries = List.copyOf(entries);
    if (from < 0 || from > Long.MAX_VALUE / 2) {
      throw new IntakeException(IntakeCode.SEGMENT, "A segment begins at an index from 0.");
    }
    if (entries.size() > MAX_ENTRIES || checkpoint.length() > MAX_CHECKPOINT) {
      throw new IntakeException(
          IntakeCode.TOO_LARGE,
          "A segment holds at most %d entries and a checkpoint of %d characters; this one has %d and %d."
              .formatted(MAX_ENTRIES, MAX_CHECKPOINT, entries.size(), checkpoint.length()));
    }
  }

  public long to() {
    return from + entries.size();
  }

  /** The CBOR body of {@code POST /sync/v1/segments}. */
  public byte[] encode() {
    CBORObject items = CBORObject.NewArray();
    entries.forEach(entry -> items.Add(entry));
    return CBORObject.NewOrderedMap()
        .Add("epoch", epoch.value().toArray())
        .Add("from", from)
        .Add("entries", items)
        .Add("checkpoint", checkpoint)
        .EncodeToBytes();
  }

  /**
   * Reads a body.
   *
   * @throws IntakeException when it is no segment or too large
   */
  public static Segment decode(byte[] body) {
    if (body.length > MAX_BYTES) {
      throw new IntakeException(
          IntakeCode.TOO_LARGE,
          "A segment has at most %d bytes, this one %d.".formatted(MAX_BYTES, body.length));
    }
    try {
      CBORObject map = CBORObject.DecodeFromBytes(body, STRICT);
      require(map.getType() == CBORType.Map && map.size() == 4, "a map of four members");
      byte[] epoch = bytes(member(map, "epoch"), "epoch");
      require(epoch.length == 16, "an epoch of 16 bytes");
      CBORObject from = member(map, "from");
      require(from.isNumber() && from.AsNumber().CanFitInInt64(), "an integer 'from'");
      CBORObject checkpoint = member(map, "checkpoint");
      require(checkpoint.getType() == CBORType.TextString, "a text 'checkpoint'");
      return new Segment(
          EpochId.of(epoch),
          from.AsInt64Value(),
          entries(member(map, "entries")),
          checkpoint.AsString());
    } catch (CBORException e) {
      throw new IntakeException(
          IntakeCode.SEGMENT, "The body of %d bytes is not CBOR.".formatted(body.length));
    }
  }

  private static List<byte[]> entries(CBORObject array) {
    require(array.getType() == CBORType.Array, "an array 'entries'");
    require(array.size() <= MAX_ENTRIES, "at most " + MAX_ENTRIES + " entries");
    List<byte[]> entries = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      entries.add(bytes(array.get(i), "entries"));
    }
    return entries;
  }

  private static CBORObject member(CBORObject map, String name) {
    CBORObject value = map.get(name);
    require(value != null, "a member '" + name + "'");
    return value;
  }

  private static byte[] bytes(CBORObject value, String name) {
    require(value.getType() == CBORType.ByteString, "bytes in '" + name + "'");
    return value.GetByteString();
  }

  private static void require(boolean sound, String what) {
    if (!sound) {
      throw new IntakeException(IntakeCode.SEGMENT, "A segment needs " + what + ".");
    }
  }
}
