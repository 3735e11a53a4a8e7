package dev.loulan.journal.entry;

/** Reads the groups that {@link GroupWriter} writes. */
final class GroupReader {

  private GroupReader() {}

  static ParentEpoch parent(FieldReader in) {
    return new ParentEpoch(
        new EpochId(in.bytes(1)),
        in.count(2),
        in.bytes(3),
        in.count(4),
        in.count(5),
        in.count(6),
        in.count(7));
  }

  static ServerTime serverTime(FieldReader in) {
    return new ServerTime(in.number(1), in.text(2), in.bytes(3));
  }

  static Tender tender(FieldReader in) {
    return new Tender(in.text(1), in.text(2), in.text(3));
  }

  static PlateWeight plateWeight(FieldReader in) {
    return new PlateWeight(in.text(1), in.number(2));
  }

  static SaleLine saleLine(FieldReader in) {
    return new SaleLine(
        in.text(1),
        in.count(2),
        in.count(3),
        in.text(4),
        in.count(5),
        in.text(6),
        in.text(7),
        in.count(8),
        in.optionalGroup(9, GroupReader::candidate));
  }

  static Candidate candidate(FieldReader in) {
    return new Candidate(in.text(1), in.count(2), in.count(3));
  }

  static Evidence evidence(FieldReader in) {
    return new Evidence(in.count(1), in.bytes(2));
  }

  static RestockLine restockLine(FieldReader in) {
    return new RestockLine(in.text(1), in.count(2), in.count(3));
  }

  static SignedDocument document(FieldReader in) {
    return new SignedDocument(in.text(1), in.text(2), in.bytes(3), in.text(4), in.bytes(5));
  }
}
