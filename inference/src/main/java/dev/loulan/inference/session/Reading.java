package dev.loulan.inference.session;

import java.util.List;

/**
 * What a session was read as.
 *
 * @param lines what is charged, by GTIN
 * @param reviews what a person decides; empty when the shelf is sure
 * @param events the events that lines and reviews point into
 */
public record Reading(List<Line> lines, List<Review> reviews, List<WeightEvent> events) {

  public Reading {
    lines = List.copyOf(lines);
    reviews = List.copyOf(reviews);
    events = List.copyOf(events);
  }

  /** Whether any weight event happened at all. */
  public boolean isEmpty() {
    return lines.isEmpty() && reviews.isEmpty();
  }
}
