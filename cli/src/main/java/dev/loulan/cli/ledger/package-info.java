/**
 * The words about a ledger as a whole. Enter at {@link dev.loulan.cli.ledger.LedgerWord}; one
 * thread.
 */
@NullMarked
package dev.loulan.cli.ledger;

import org.jspecify.annotations.NullMarked;
