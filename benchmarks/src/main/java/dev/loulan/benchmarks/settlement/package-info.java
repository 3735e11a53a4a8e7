/**
 * The clearing of a day with its devices' logs verified on the way, beside one SQL statement over
 * the same rows that trusts them; and the statements of a thousand parties. Enter at {@link
 * dev.loulan.benchmarks.settlement.SettlementBench}. One run at a time.
 */
@NullMarked
package dev.loulan.benchmarks.settlement;

import org.jspecify.annotations.NullMarked;
