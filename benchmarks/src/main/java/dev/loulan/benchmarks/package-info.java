/**
 * Measures the product beside what an integrator would use otherwise: {@code ./loulan bench NAME}.
 *
 * <p>A benchmark is a {@link dev.loulan.benchmarks.Bench}, in a package of its own, listed in
 * {@link dev.loulan.benchmarks.word.Benches}. It fills a {@link
 * dev.loulan.benchmarks.report.Report}: rows by {@link dev.loulan.benchmarks.report.Row}, ratios
 * with their goals by {@link dev.loulan.benchmarks.report.Ratio}; {@link
 * dev.loulan.benchmarks.measure.Pairs} runs ours and a peer in turn. Nothing here decides whether a
 * change passes: tests gate on what noise cannot move.
 */
@NullMarked
package dev.loulan.benchmarks;

import org.jspecify.annotations.NullMarked;
