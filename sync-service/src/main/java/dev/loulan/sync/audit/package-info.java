/**
 * Holds a ledger's books against each other, without trusting the answers of any server. Enter at
 * {@link dev.loulan.sync.audit.Audit}; any thread, each audit on its own.
 */
@NullMarked
package dev.loulan.sync.audit;

import org.jspecify.annotations.NullMarked;
