package dev.loulan.journal.entry;

/** One record of the journal. Its bytes, as {@link EntryCodec} writes them, are the leaf. */
public record JournalEntry(Header header, Body body) {

  public JournalEntry {
    if (body.type().onLedger() != (header.ledgerNo() > 0)) {
      throw new IllegalArgumentException(
          "Entry "
              + header.seq()
              + " of type "
              + body.type().word()
              + " has ledgerNo "
              + header.ledgerNo()
              + ": entries on the ledger count from 1, others carry none");
    }
  }

  /** The oldest version of the format that can say the entry. */
  public int formatVersion() {
    int ofHeader = header.importedFrom() == null ? 1 : Header.IMPORTED_VERSION;
    return Math.max(ofHeader, body.formatVersion());
  }

  public EntryType type() {
    return body.type();
  }

  public long seq() {
    return header.seq();
  }
}
