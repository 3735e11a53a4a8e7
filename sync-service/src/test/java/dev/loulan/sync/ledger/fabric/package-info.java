/** Tests of the way to a channel that need no channel. */
@NullMarked
package dev.loulan.sync.ledger.fabric;

import org.jspecify.annotations.NullMarked;
