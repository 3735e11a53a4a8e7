/**
 * Repeated and paired measurements. Enter at {@link dev.loulan.benchmarks.measure.Pairs}; one
 * thread measures.
 */
@NullMarked
package dev.loulan.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
