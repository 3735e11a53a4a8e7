package dev.loulan.inference.session;

import dev.loulan.domain.Gtin;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What scans say about quantities. A scanner reads a right code or none; a shopper may scan twice,
 * or forget, or put back what was scanned, each about once in twenty. No scan of a product says
 * nothing, because a shelf need not ask for scans.
 */
final class ScanModel {
  private static final double OFF_BY_ONE = 0.05;

  private final SortedMap<Gtin, Integer> counts = new TreeMap<>();

  ScanModel(List<Scan> scans) {
    scans.forEach(s -> counts.merge(s.gtin(), 1, Integer::sum));
  }

  /** Units scanned of each product. */
  SortedMap<Gtin, Integer> counts() {
    return counts;
  }

  /** Likelihood of the scans of this product when so many units were taken. */
  double likelihood(Gtin gtin, int quantity) {
    Integer scanned = counts.get(gtin);
    return scanned == null ? 1 : StrictMath.pow(OFF_BY_ONE, Math.abs(scanned - quantity));
  }
}
