package dev.loulan.agent.session;

import java.time.ZoneId;

/**
 * What the operator set for a shelf.
 *
 * @param zone of its business days
 * @param cutoffSecondOfDay local time at which a business day ends
 * @param currency ISO 4217
 * @param wholeFeed whether a feed without a door is one session
 */
public record ShelfSettings(
    ZoneId zone, int cutoffSecondOfDay, String currency, boolean wholeFeed) {

  /**
   * @throws IllegalArgumentException when the cut-off is no time of day
   */
  public ShelfSettings {
    if (cutoffSecondOfDay < 0 || cutoffSecondOfDay >= 86_400) {
      throw new IllegalArgumentException(
          "A cut-off is a time of day from 00:00 to 23:59:59, found second " + cutoffSecondOfDay);
    }
  }
}
