/**
 * From a data folder to a running shelf: opens the journal, decides whether its epoch goes on, and
 * reads what the boot before left behind.
 *
 * <p>Enter at {@link dev.loulan.agent.boot.ShelfBoot}. One thread.
 */
@NullMarked
package dev.loulan.agent.boot;

import org.jspecify.annotations.NullMarked;
