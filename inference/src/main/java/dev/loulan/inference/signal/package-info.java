/**
 * From samples to steps: spike rejection, plateaus, drift and health of each plate.
 *
 * <p>Enter at {@link dev.loulan.inference.signal.ShelfSignal} for a shelf or at {@link
 * dev.loulan.inference.signal.PlateSignal} for one plate. One thread feeds one of them at a time.
 */
@NullMarked
package dev.loulan.inference.signal;

import org.jspecify.annotations.NullMarked;
