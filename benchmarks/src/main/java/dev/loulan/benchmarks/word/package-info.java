/**
 * The word {@code ./loulan bench}: lists the benchmarks, runs one and prints what it found. Enter
 * at {@link dev.loulan.benchmarks.word.BenchMain}.
 */
@NullMarked
package dev.loulan.benchmarks.word;

import org.jspecify.annotations.NullMarked;
