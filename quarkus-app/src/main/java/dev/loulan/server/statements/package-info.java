/**
 * Statements of parties with their proofs, drawn up from ledger and intake. Enter at {@link
 * dev.loulan.server.statements.PartyStatements}; calls block.
 */
@NullMarked
package dev.loulan.server.statements;

import org.jspecify.annotations.NullMarked;
