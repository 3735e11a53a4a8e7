package dev.loulan.journal.entry;

/** Reads the fields that {@link BodyWriter} writes. */
final class BodyReader {

  private BodyReader() {}

  static Body read(EntryType type, FieldReader in) {
    return switch (type) {
      case EPOCH_OPENED ->
          new EpochOpened(in.text(10), in.bytes(11), in.optionalGroup(12, GroupReader::parent));
      case BOOT -> new Boot(in.text(10), in.word(11, ClockKind.values()));
      case TIME_ANCHOR ->
          new TimeAnchor(
              in.word(10, TimeSource.values()),
              in.number(11),
              in.number(12),
              in.optionalGroup(13, GroupReader::serverTime));
      case SESSION_OPENED ->
          new SessionOpened(in.text(10), in.optionalGroup(11, GroupReader::tender), levels(in));
      case SESSION_CLOSED ->
          new SessionClosed(
              in.text(10), in.word(11, Outcome.values()), in.has(12) ? levels(in) : null);
      case DOOR -> new Door(in.text(10), in.flag(11));
      case WEIGHT_STEP ->
          new WeightStep(
              in.optionalText(10),
              in.text(11),
              in.texts(12),
              in.number(13),
              in.number(14),
              in.number(15),
              in.count(16),
              in.word(17, StepKind.values()));
      case SCAN -> new Scan(in.optionalText(10), in.text(11), in.text(12));
      case SALE ->
          new Sale(
              in.count(10),
              in.text(11),
              in.optionalGroup(12, GroupReader::tender),
              in.list(13, GroupReader::saleLine),
              in.text(14),
              in.count(15),
              in.count(16),
              in.list(17, GroupReader::evidence));
      case REVIEW_OPENED ->
          new ReviewOpened(
              in.count(10),
              in.text(11),
              in.optionalGroup(12, GroupReader::tender),
              in.list(13, GroupReader::candidate),
              in.text(14),
              in.list(15, GroupReader::evidence));
      case RESTOCK ->
          new Restock(
              in.text(10),
              in.text(11),
              in.list(12, GroupReader::restockLine),
              in.list(13, GroupReader::evidence));
      case PRICE_VERSION -> new PriceVersion(in.group(10, GroupReader::document));
      case PLANOGRAM_VERSION -> new PlanogramVersion(in.group(10, GroupReader::document));
      case CALIBRATION -> new Calibration(in.text(10), in.number(11), in.number(12));
      case CONFIGURATION -> new Configuration(in.text(10), in.bytes(11));
      case ALERT ->
          new Alert(in.text(10), in.word(11, AlertLevel.values()), in.text(12), in.count(13));
      case HEARTBEAT -> new Heartbeat(in.count(10), in.count(11));
      case DAY_CLOSE ->
          new DayClose(
              in.text(10),
              in.text(11),
              in.number(12),
              in.count(13),
              in.count(14),
              in.count(15),
              in.text(16));
      case KEY_CHANGE -> new KeyChange(in.bytes(10), in.bytes(11), in.optionalBytes(12));
      case SIGNER_DOWN -> new SignerDown(in.text(10));
      case SIGNER_UP -> new SignerUp(in.count(10), in.count(11));
    };
  }

  private static PlateLevels levels(FieldReader in) {
    var plates = in.list(12, GroupReader::plateWeight);
    boolean changesOnly = in.has(13);
    if (changesOnly && !in.flag(13)) {
      throw new IllegalArgumentException("changesOnly is true or absent");
    }
    return new PlateLevels(plates, changesOnly);
  }
}
