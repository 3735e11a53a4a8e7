/**
 * What a load cell says: goods, hands, ringing, creep, temperature, noise and bit errors.
 *
 * <p>{@link dev.loulan.testkit.cell.LoadCell} is the physics, {@link
 * dev.loulan.testkit.cell.NoiseFit} what was measured of real cells. Each object is for one thread.
 */
@NullMarked
package dev.loulan.testkit.cell;

import org.jspecify.annotations.NullMarked;
