/**
 * What one party gets, as a document that proves itself: each line leads to an entry that a device
 * signed, and everyone can compute the shares again. Enter at {@link
 * dev.loulan.clearing.statement.StatementBook} to make them and at {@link
 * dev.loulan.clearing.statement.StatementVerifier} to check one. One thread.
 */
@NullMarked
package dev.loulan.clearing.statement;

import org.jspecify.annotations.NullMarked;
