package dev.loulan.journal.entry;

/**
 * A possible outcome for one product.
 *
 * @param probabilityPpm probability in parts per million
 */
public record Candidate(String gtin, long quantity, long probabilityPpm) {

  public Candidate {
    Check.text("gtin", gtin);
    Check.ppm("probabilityPpm", probabilityPpm);
  }
}
