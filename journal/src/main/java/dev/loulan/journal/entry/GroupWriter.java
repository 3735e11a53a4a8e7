package dev.loulan.journal.entry;

/** The groups that stand inside bodies, as fields; their keys start at 1. */
final class GroupWriter {

  private GroupWriter() {}

  static void parent(ParentEpoch g, FieldSink sink) {
    sink.bytes(1, "epoch", g.epoch().value());
    sink.number(2, "size", g.size());
    sink.bytes(3, "root", g.root());
    sink.number(4, "ledgerNo", g.ledgerNo());
    sink.number(5, "sales", g.sales());
    sink.number(6, "reviews", g.reviews());
    sink.number(7, "grossMinor", g.grossMinor());
  }

  static void serverTime(ServerTime g, FieldSink sink) {
    sink.number(1, "serverMicros", g.serverMicros());
    sink.text(2, "keyId", g.keyId());
    sink.bytes(3, "signature", g.signature());
  }

  static void tender(Tender g, FieldSink sink) {
    sink.text(1, "provider", g.provider());
    sink.text(2, "merchant", g.merchant());
    sink.text(3, "reference", g.reference());
  }

  static void plateWeight(PlateWeight g, FieldSink sink) {
    sink.text(1, "plate", g.plate());
    sink.number(2, "weightMg", g.weightMg());
  }

  static void saleLine(SaleLine g, FieldSink sink) {
    sink.text(1, "gtin", g.gtin());
    sink.number(2, "quantity", g.quantity());
    sink.number(3, "unitPriceMinor", g.unitPriceMinor());
    sink.text(4, "supplierId", g.supplierId());
    sink.number(5, "taxBp", g.taxBp());
    sink.text(6, "priceVersion", g.priceVersion());
    sink.text(7, "planogramVersion", g.planogramVersion());
    sink.number(8, "confidencePpm", g.confidencePpm());
    sink.optionalGroup(9, "runnerUp", g.runnerUp(), GroupWriter::candidate);
  }

  static void candidate(Candidate g, FieldSink sink) {
    sink.text(1, "gtin", g.gtin());
    sink.number(2, "quantity", g.quantity());
    sink.number(3, "probabilityPpm", g.probabilityPpm());
  }

  static void evidence(Evidence g, FieldSink sink) {
    sink.number(1, "stepSeq", g.stepSeq());
    sink.bytes(2, "windowSha256", g.windowSha256());
  }

  static void restockLine(RestockLine g, FieldSink sink) {
    sink.text(1, "gtin", g.gtin());
    sink.number(2, "quantity", g.quantity());
    sink.number(3, "confidencePpm", g.confidencePpm());
  }

  static void document(SignedDocument g, FieldSink sink) {
    sink.text(1, "version", g.version());
    sink.text(2, "from", g.from());
    sink.bytes(3, "contentSha256", g.contentSha256());
    sink.text(4, "keyId", g.keyId());
    sink.bytes(5, "signature", g.signature());
  }
}
