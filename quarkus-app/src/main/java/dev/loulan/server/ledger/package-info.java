/**
 * Calls of the contract by the server and for those it has authenticated. Enter at {@link
 * dev.loulan.server.ledger.LedgerDesk}; calls block.
 */
@NullMarked
package dev.loulan.server.ledger;

import org.jspecify.annotations.NullMarked;
