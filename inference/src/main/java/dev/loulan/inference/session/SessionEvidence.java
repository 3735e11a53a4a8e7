package dev.loulan.inference.session;

import dev.loulan.domain.planogram.Planogram;
import java.util.List;

/**
 * All that is known of one session.
 *
 * @param events what {@link EventFinder} found, by begin; those of kind {@code UNKNOWN} are never
 *     sold
 * @param scans barcodes scanned, by time
 * @param planogram the planogram and prices in effect when the session opened
 * @param askedMicros each time when the shelf asked the shopper to scan everything that they hold;
 *     scans from then on are the answer
 */
public record SessionEvidence(
    List<WeightEvent> events, List<Scan> scans, Planogram planogram, List<Long> askedMicros) {

  public SessionEvidence {
    events = List.copyOf(events);
    scans = List.copyOf(scans);
    askedMicros = List.copyOf(askedMicros);
  }

  /** A session in which the shelf asked for nothing. */
  public SessionEvidence(List<WeightEvent> events, List<Scan> scans, Planogram planogram) {
    this(events, scans, planogram, List.of());
  }
}
