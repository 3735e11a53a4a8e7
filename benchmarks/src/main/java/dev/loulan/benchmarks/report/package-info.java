/**
 * What a benchmark found: rows of figures, ratios with their goals, and the machine. Enter at
 * {@link dev.loulan.benchmarks.report.Report}; values are immutable, the report itself is for one
 * thread.
 */
@NullMarked
package dev.loulan.benchmarks.report;

import org.jspecify.annotations.NullMarked;
