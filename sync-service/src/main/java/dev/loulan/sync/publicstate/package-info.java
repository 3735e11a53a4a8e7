/** What everybody on the ledger may read, as its writes left it. One thread. */
@NullMarked
package dev.loulan.sync.publicstate;

import org.jspecify.annotations.NullMarked;
