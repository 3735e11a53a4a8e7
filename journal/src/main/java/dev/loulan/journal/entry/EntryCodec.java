package dev.loulan.journal.entry;

import dev.loulan.journal.entry.EntryFormatException.Code;

/**
 * Entries as deterministic CBOR (RFC 8949, section 4.2.1), as {@code docs/formats/journal.cddl}
 * says.
 *
 * <p>The reader is strict: an unknown version, type or key, a missing key, a value outside its
 * range and any other encoding of the same content are refused, each with its own code. Threads may
 * share it.
 */
public final class EntryCodec {

  private static final EntryType[] TYPES = EntryType.values();

  private EntryCodec() {}

  /** The bytes of the leaf. */
  public static byte[] encode(JournalEntry entry) {
    CborBuffer out = new CborBuffer();
    CborSink sink = new CborSink(out);
    sink.number(Keys.VERSION, "version", entry.formatVersion());
    describe(entry, sink);
    sink.end();
    return out.toArray();
  }

  /**
   * Reads the bytes of a leaf.
   *
   * @throws EntryFormatException when they are not exactly one entry of a version known here
   */
  public static JournalEntry decode(byte[] bytes) {
    CborReader in = new CborReader(bytes);
    in.checkAll();
    FieldReader fields = new FieldReader(in);
    long version = fields.number(Keys.VERSION);
    if (version < 1 || version > Header.NEWEST_VERSION) {
      throw new EntryFormatException(
          Code.UNKNOWN_VERSION,
          "The entry has format version "
              + version
              + "; this program reads versions 1 to "
              + Header.NEWEST_VERSION
              + ". Use a newer one.");
    }
    JournalEntry entry = entry(fields);
    fields.end();
    if (entry.formatVersion() != version) {
      throw new EntryFormatException(
          Code.WRONG_VALUE,
          "The entry says version "
              + version
              + ", its content is version "
              + entry.formatVersion());
    }
    return entry;
  }

  /** One line of JSON with named keys, for people and scripts. */
  public static String toJson(JournalEntry entry) {
    JsonSink sink = new JsonSink();
    describe(entry, sink);
    return sink.json();
  }

  private static JournalEntry entry(FieldReader fields) {
    long type = fields.number(Keys.TYPE);
    for (EntryType known : TYPES) {
      if (known.code() == type) {
        try {
          Header header = header(fields);
          Body body = BodyReader.read(known, fields);
          return new JournalEntry(withSource(header, fields), body);
        } catch (IllegalArgumentException e) {
          throw new EntryFormatException(
              Code.WRONG_VALUE, "The entry of type " + known.word() + ": " + e.getMessage(), e);
        }
      }
    }
    throw new EntryFormatException(Code.UNKNOWN_TYPE, "The entry has the unknown type " + type);
  }

  private static void describe(JournalEntry entry, FieldSink sink) {
    Header header = entry.header();
    sink.word(Keys.TYPE, "type", entry.type());
    sink.bytes(Keys.EPOCH, "epoch", header.epoch().value());
    sink.number(Keys.SEQ, "seq", header.seq());
    sink.number(Keys.AT, "atMicros", header.atMicros());
    sink.flag(Keys.TRUSTED, "timeTrusted", header.timeTrusted());
    sink.bytes(Keys.BOOT, "bootId", header.bootId());
    sink.number(Keys.MONOTONIC, "monotonicMicros", header.monotonicMicros());
    sink.bytes(Keys.BLIND, "blind", header.blind());
    if (header.ledgerNo() > 0) {
      sink.number(Keys.LEDGER_NO, "ledgerNo", header.ledgerNo());
    }
    BodyWriter.write(entry.body(), sink);
    if (header.importedFrom() != null) {
      sink.bytes(Keys.IMPORTED_FROM, "importedFrom", header.importedFrom());
    }
  }

  private static Header header(FieldReader fields) {
    return new Header(
        new EpochId(fields.bytes(Keys.EPOCH)),
        fields.number(Keys.SEQ),
        fields.number(Keys.AT),
        fields.flag(Keys.TRUSTED),
        fields.bytes(Keys.BOOT),
        fields.number(Keys.MONOTONIC),
        fields.bytes(Keys.BLIND),
        fields.has(Keys.LEDGER_NO) ? fields.number(Keys.LEDGER_NO) : 0,
        null);
  }

  /** Its key comes after the body's, because keys are sorted. */
  private static Header withSource(Header header, FieldReader fields) {
    Bytes source = fields.optionalBytes(Keys.IMPORTED_FROM);
    return source == null
        ? header
        : new Header(
            header.epoch(),
            header.seq(),
            header.atMicros(),
            header.timeTrusted(),
            header.bootId(),
            header.monotonicMicros(),
            header.blind(),
            header.ledgerNo(),
            source);
  }

  /** Keys of the header; a body's keys are between them. */
  private static final class Keys {
    static final int VERSION = 0;
    static final int TYPE = 1;
    static final int EPOCH = 2;
    static final int SEQ = 3;
    static final int AT = 4;
    static final int TRUSTED = 5;
    static final int BOOT = 6;
    static final int MONOTONIC = 7;
    static final int BLIND = 8;
    static final int LEDGER_NO = 9;
    static final int IMPORTED_FROM = 99;
  }
}
