package dev.loulan.journal.entry;

/** Units of one product that were put on the shelf. */
public record RestockLine(String gtin, long quantity, long confidencePpm) {

  public RestockLine {
    Check.text("gtin", gtin);
    Check.positive("quantity", quantity);
    Check.ppm("confidencePpm", confidencePpm);
  }
}
