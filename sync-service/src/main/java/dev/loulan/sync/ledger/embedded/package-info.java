/**
 * The ledger in one SQLite file: the consortium's contract over a local state store, for the demo,
 * a single small operator and tests. Enter at {@link EmbeddedLedger}.
 *
 * <p>Any thread may call; calls that write wait for one another.
 */
@NullMarked
package dev.loulan.sync.ledger.embedded;

import org.jspecify.annotations.NullMarked;
