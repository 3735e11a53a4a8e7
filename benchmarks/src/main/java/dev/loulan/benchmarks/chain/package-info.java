/**
 * Sales on a real network of four orderers and three peers, beside the same bytes put one a
 * transaction. Enter at {@link dev.loulan.benchmarks.chain.ChainBench}; it starts and stops the
 * networks that it needs.
 */
@NullMarked
package dev.loulan.benchmarks.chain;

import org.jspecify.annotations.NullMarked;
