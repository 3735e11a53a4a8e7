package dev.loulan.journal.entry;

import java.util.List;

/** Goods were delivered, as far as the shelf's own weight shows. */
public record Restock(
    String session, String supplierId, List<RestockLine> lines, List<Evidence> evidence)
    implements Body {

  public Restock {
    lines = List.copyOf(lines);
    evidence = List.copyOf(evidence);
    Check.text("session", session);
  }

  @Override
  public Body placed(long first) {
    return new Restock(session, supplierId, lines, Evidence.placed(evidence, first));
  }

  @Override
  public EntryType type() {
    return EntryType.RESTOCK;
  }
}
