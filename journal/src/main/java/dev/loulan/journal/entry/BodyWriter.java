package dev.loulan.journal.entry;

/** Which field of a body has which key; {@link BodyReader} is its counterpart. */
final class BodyWriter {

  private BodyWriter() {}

  static void write(Body body, FieldSink sink) {
    switch (body) {
      case EpochOpened b -> epochOpened(b, sink);
      case Boot b -> boot(b, sink);
      case TimeAnchor b -> timeAnchor(b, sink);
      case SessionOpened b -> sessionOpened(b, sink);
      case SessionClosed b -> sessionClosed(b, sink);
      case Door b -> door(b, sink);
      case WeightStep b -> weightStep(b, sink);
      case Scan b -> scan(b, sink);
      case Sale b -> sale(b, sink);
      case ReviewOpened b -> reviewOpened(b, sink);
      case Restock b -> restock(b, sink);
      case PriceVersion b -> priceVersion(b, sink);
      case PlanogramVersion b -> planogramVersion(b, sink);
      case Calibration b -> calibration(b, sink);
      case Configuration b -> configuration(b, sink);
      case Alert b -> alert(b, sink);
      case Heartbeat b -> heartbeat(b, sink);
      case DayClose b -> dayClose(b, sink);
      case KeyChange b -> keyChange(b, sink);
      case SignerDown b -> signerDown(b, sink);
      case SignerUp b -> signerUp(b, sink);
    }
  }

  private static void epochOpened(EpochOpened b, FieldSink sink) {
    sink.text(10, "device", b.device());
    sink.bytes(11, "publicKey", b.publicKey());
    sink.optionalGroup(12, "parent", b.parent(), GroupWriter::parent);
  }

  private static void boot(Boot b, FieldSink sink) {
    sink.text(10, "software", b.software());
    sink.word(11, "clock", b.clock());
  }

  private static void timeAnchor(TimeAnchor b, FieldSink sink) {
    sink.word(10, "source", b.source());
    sink.number(11, "oldOffsetMicros", b.oldOffsetMicros());
    sink.number(12, "newOffsetMicros", b.newOffsetMicros());
    sink.optionalGroup(13, "proof", b.proof(), GroupWriter::serverTime);
  }

  private static void sessionOpened(SessionOpened b, FieldSink sink) {
    sink.text(10, "session", b.session());
    sink.optionalGroup(11, "tender", b.tender(), GroupWriter::tender);
    levels(b.levels(), sink);
  }

  private static void levels(PlateLevels levels, FieldSink sink) {
    sink.list(12, "plates", levels.plates(), GroupWriter::plateWeight);
    if (levels.changesOnly()) {
      sink.flag(13, "changesOnly", true);
    }
  }

  private static void sessionClosed(SessionClosed b, FieldSink sink) {
    sink.text(10, "session", b.session());
    sink.word(11, "outcome", b.outcome());
    if (b.levels() != null) {
      levels(b.levels(), sink);
    }
  }

  private static void door(Door b, FieldSink sink) {
    sink.text(10, "door", b.door());
    sink.flag(11, "open", b.open());
  }

  private static void weightStep(WeightStep b, FieldSink sink) {
    sink.optionalText(10, "session", b.session());
    sink.text(11, "board", b.board());
    sink.texts(12, "plates", b.plates());
    sink.number(13, "beginMicros", b.beginMicros());
    sink.number(14, "endMicros", b.endMicros());
    sink.number(15, "deltaMg", b.deltaMg());
    sink.number(16, "sigmaMg", b.sigmaMg());
    sink.word(17, "kind", b.kind());
  }

  private static void scan(Scan b, FieldSink sink) {
    sink.optionalText(10, "session", b.session());
    sink.text(11, "scanner", b.scanner());
    sink.text(12, "code", b.code());
  }

  private static void sale(Sale b, FieldSink sink) {
    sink.number(10, "saleNo", b.saleNo());
    sink.text(11, "session", b.session());
    sink.optionalGroup(12, "tender", b.tender(), GroupWriter::tender);
    sink.list(13, "lines", b.lines(), GroupWriter::saleLine);
    sink.text(14, "currency", b.currency());
    sink.number(15, "lineTotalMinor", b.lineTotalMinor());
    sink.number(16, "grossTotalMinor", b.grossTotalMinor());
    sink.list(17, "evidence", b.evidence(), GroupWriter::evidence);
  }

  private static void reviewOpened(ReviewOpened b, FieldSink sink) {
    sink.number(10, "reviewNo", b.reviewNo());
    sink.text(11, "session", b.session());
    sink.optionalGroup(12, "tender", b.tender(), GroupWriter::tender);
    sink.list(13, "candidates", b.candidates(), GroupWriter::candidate);
    sink.text(14, "reason", b.reason());
    sink.list(15, "evidence", b.evidence(), GroupWriter::evidence);
  }

  private static void restock(Restock b, FieldSink sink) {
    sink.text(10, "session", b.session());
    sink.text(11, "supplierId", b.supplierId());
    sink.list(12, "lines", b.lines(), GroupWriter::restockLine);
    sink.list(13, "evidence", b.evidence(), GroupWriter::evidence);
  }

  private static void priceVersion(PriceVersion b, FieldSink sink) {
    sink.group(10, "document", b.document(), GroupWriter::document);
  }

  private static void planogramVersion(PlanogramVersion b, FieldSink sink) {
    sink.group(10, "document", b.document(), GroupWriter::document);
  }

  private static void calibration(Calibration b, FieldSink sink) {
    sink.text(10, "plate", b.plate());
    sink.number(11, "offsetCounts", b.offsetCounts());
    sink.number(12, "microgramsPerCount", b.microgramsPerCount());
  }

  private static void configuration(Configuration b, FieldSink sink) {
    sink.text(10, "version", b.version());
    sink.bytes(11, "contentSha256", b.contentSha256());
  }

  private static void alert(Alert b, FieldSink sink) {
    sink.text(10, "code", b.code());
    sink.word(11, "level", b.level());
    sink.text(12, "subject", b.subject());
    sink.number(13, "count", b.count());
  }

  private static void heartbeat(Heartbeat b, FieldSink sink) {
    sink.number(10, "frames", b.frames());
    sink.number(11, "gaps", b.gaps());
  }

  private static void dayClose(DayClose b, FieldSink sink) {
    sink.text(10, "fromDay", b.fromDay());
    sink.text(11, "toDay", b.toDay());
    sink.number(12, "offsetSeconds", b.offsetSeconds());
    sink.number(13, "sales", b.sales());
    sink.number(14, "reviewsOpened", b.reviewsOpened());
    sink.number(15, "sumMinor", b.sumMinor());
    sink.text(16, "currency", b.currency());
  }

  private static void keyChange(KeyChange b, FieldSink sink) {
    sink.bytes(10, "newPublicKey", b.newPublicKey());
    sink.bytes(11, "proof", b.proof());
    sink.optionalBytes(12, "oldProof", b.oldProof());
  }

  private static void signerDown(SignerDown b, FieldSink sink) {
    sink.text(10, "reason", b.reason());
  }

  private static void signerUp(SignerUp b, FieldSink sink) {
    sink.number(10, "downMicros", b.downMicros());
    sink.number(11, "entries", b.entries());
  }
}
