/**
 * What a shelf learns of its goods and of its cells: unit weights from weighings, restocks and
 * scans, and gain and zero of each plate from known weights.
 *
 * <p>Values are immutable; what is learned gives a new one, and any thread may call. Only {@link
 * dev.loulan.inference.learning.RestingMean} gathers readings, for one thread.
 */
@NullMarked
package dev.loulan.inference.learning;

import org.jspecify.annotations.NullMarked;
