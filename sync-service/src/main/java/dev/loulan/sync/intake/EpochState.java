package dev.loulan.sync.intake;

import dev.loulan.contract.sales.CountersDocument;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.merkle.Frontier;
import java.util.Optional;

/** What the server knows of one epoch of a device: the tree's edge, counters, checkpoints. */
public record EpochState(
    EpochId epoch, Frontier frontier, Counters counters, String checkpoint, String cosigned) {
  static EpochState begin(EpochId epoch) {
    return new EpochState(epoch, new Frontier(), Counters.ZERO, "", "");
  }

  Position position() {
    return new Position(
        Optional.of(epoch), frontier.size(), frontier.root(), Optional.of(cosigned));
  }

  /** Reads what {@link #countersText} and {@link Frontier#encode} write. */
  static EpochState stored(
      EpochId epoch, byte[] frontier, String counters, String checkpoint, String cosigned) {
    return new EpochState(
        epoch,
        Frontier.decode(frontier),
        CountersDocument.stored(Fields.of(JsonReader.read(counters), "counters")),
        checkpoint,
        cosigned);
  }

  String countersText() {
    return CountersDocument.json(counters).text();
  }
}
