/**
 * What one signature costs: {@code ./loulan bench signing}. Enter at {@link
 * dev.loulan.benchmarks.signing.SigningBench}.
 */
@NullMarked
package dev.loulan.benchmarks.signing;

import org.jspecify.annotations.NullMarked;
