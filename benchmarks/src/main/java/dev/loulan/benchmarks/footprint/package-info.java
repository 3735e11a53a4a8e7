/**
 * What an agent costs on a controller: time to start, memory under load, bytes written for a sale,
 * and how the native program and the JVM compare with each other and with peers.
 *
 * <p>Enter at {@link dev.loulan.benchmarks.footprint.FootprintBench}. One thread, except the feed
 * of {@link dev.loulan.benchmarks.footprint.WideShelf}.
 */
@NullMarked
package dev.loulan.benchmarks.footprint;

import org.jspecify.annotations.NullMarked;
