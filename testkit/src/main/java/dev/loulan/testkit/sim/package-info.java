/**
 * A shelf with goods, shoppers and a payment provider, made up from one seed.
 *
 * <p>{@link dev.loulan.testkit.sim.DemoShelf} is what stands where, {@link
 * dev.loulan.testkit.sim.ShelfDay} what the shoppers of a day do and what is true, {@link
 * dev.loulan.testkit.sim.ShelfSimulator} turns it into the frames that a board would send. The same
 * seed gives the same frames, byte for byte. Plans are immutable; a simulator is run by one thread.
 */
@NullMarked
package dev.loulan.testkit.sim;

import org.jspecify.annotations.NullMarked;
