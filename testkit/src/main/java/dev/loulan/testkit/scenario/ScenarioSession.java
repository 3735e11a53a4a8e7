package dev.loulan.testkit.scenario;

import dev.loulan.domain.Gtin;
import dev.loulan.testkit.cell.CellTraits;
import dev.loulan.testkit.cell.Touch;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One session as it was planned, with the truth. Times are micros since the epoch.
 *
 * @param hasRival whether some other reading of a take is within two standard deviations of it
 * @param startMg what lies on each plate at first
 * @param traits each plate's cell
 * @param noiseSigmasMg each cell's noise at the middle level
 * @param touches by begin
 * @param scans what the shopper scans unasked, by time
 * @param answers what the shopper scans each time the shelf asks for all that they hold, at most so
 *     often; empty when they scan nothing
 * @param taken units of each product that left with the shopper
 * @param silences times without samples, each from begin to end
 * @param rebootMicros when the controller starts again after a power cut, or 0
 */
public record ScenarioSession(
    Scenario scenario,
    long seed,
    ScenarioShelf shelf,
    boolean hasRival,
    List<Long> startMg,
    List<CellTraits> traits,
    List<Double> noiseSigmasMg,
    List<Touch> touches,
    List<Scanned> scans,
    List<List<Scanned>> answers,
    SortedMap<Gtin, Integer> taken,
    long beginMicros,
    long openMicros,
    long closeMicros,
    long endMicros,
    List<Silence> silences,
    long rebootMicros) {

  /** A barcode that the shopper held to the scanner. */
  public record Scanned(Gtin gtin, long atMicros) {}

  /** A time without samples. */
  public record Silence(long fromMicros, long untilMicros) {
    boolean covers(long atMicros) {
      return atMicros >= fromMicros && atMicros < untilMicros;
    }
  }

  public ScenarioSession {
    startMg = List.copyOf(startMg);
    traits = List.copyOf(traits);
    noiseSigmasMg = List.copyOf(noiseSigmasMg);
    touches = List.copyOf(touches);
    scans = List.copyOf(scans);
    answers = answers.stream().map(List::copyOf).toList();
    silences = List.copyOf(silences);
    taken = Collections.unmodifiableSortedMap(new TreeMap<>(taken));
  }

  boolean isSilentAt(long atMicros) {
    for (Silence silence : silences) {
      if (silence.covers(atMicros)) {
        return true;
      }
    }
    return false;
  }
}
