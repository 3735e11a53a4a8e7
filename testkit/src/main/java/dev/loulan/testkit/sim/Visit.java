package dev.loulan.testkit.sim;

import dev.loulan.domain.Gtin;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one shopper does and what is true of it. Times are micros since the epoch.
 *
 * @param reference what the payment provider authorised before the door opened
 * @param moves by time
 * @param scans by time
 * @param taken units of each product that the shopper really left with; empty when none
 * @param amountMinor what the shopper owes
 */
public record Visit(
    String reference,
    long tenderMicros,
    long openMicros,
    long closeMicros,
    List<Move> moves,
    List<Scanned> scans,
    SortedMap<Gtin, Integer> taken,
    long amountMinor) {

  /** A barcode that the shopper held to the scanner. */
  public record Scanned(long atMicros, Gtin gtin) {}

  public Visit {
    moves = List.copyOf(moves);
    scans = List.copyOf(scans);
    taken = Collections.unmodifiableSortedMap(new TreeMap<>(taken));
  }
}
