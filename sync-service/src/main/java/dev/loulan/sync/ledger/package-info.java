/**
 * The ledger as the server sees it: a call goes in, an outcome comes out. Enter at {@link
 * dev.loulan.sync.ledger.LedgerGateway}; any thread may call.
 */
@NullMarked
package dev.loulan.sync.ledger;

import org.jspecify.annotations.NullMarked;
