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
 */
public record SessionEvidence(List<WeightEvent> events, List<Scan> scans, Planogram planogram) {

  public SessionEvidence {
    events = List.copyOf(events);
    scans = List.copyOf(scans);
  }
}
