package dev.loulan.inference.signal;

/**
 * The level at which a plate rests or last rested.
 *
 * @param levelMg weight in milligrams, drift followed
 * @param sigmaMg standard deviation of the level
 * @param settled false while the plate moves, rings or is pressed; the level is then the last one
 * @param known false from a gap in the samples until the plate rests again
 */
public record Plateau(long levelMg, long sigmaMg, boolean settled, boolean known) {}
