/**
 * How right the reading of sales is, how soon a step is decided, and how fast samples pass.
 *
 * <p>Enter at {@link dev.loulan.benchmarks.inference.InferenceBench}.
 */
@NullMarked
package dev.loulan.benchmarks.inference;

import org.jspecify.annotations.NullMarked;
