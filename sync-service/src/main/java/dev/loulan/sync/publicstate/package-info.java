/** What the contract wrote to a ledger, and what of it everybody may read. One thread. */
@NullMarked
package dev.loulan.sync.publicstate;

import org.jspecify.annotations.NullMarked;
