/**
 * Weight samples in, takes and returns out.
 *
 * <p>{@code signal} turns samples into steps between plateaus, {@code session} reads the steps of
 * one session over the planogram. All of it is deterministic: no clock, no random, only {@code
 * StrictMath}, so that a JVM and a native binary agree to the bit on every processor. The method
 * and its sources are in {@code docs/concepts/inference.md}.
 */
@NullMarked
package dev.loulan.inference;

import org.jspecify.annotations.NullMarked;
