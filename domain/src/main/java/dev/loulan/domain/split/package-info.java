/**
 * The split of what was sold, in integers. Enter at {@link Waterfall} for one sale and {@link
 * DaySplit} for a day.
 *
 * <p>Each sale's shares are kept in 1/10,000 of a minor unit and add up to its gross amount. Minor
 * units are rounded once, per agreement version, shelf and business day. Pure functions.
 */
@NullMarked
package dev.loulan.domain.split;

import org.jspecify.annotations.NullMarked;
