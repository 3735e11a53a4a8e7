/**
 * Watches over the place where the journal is kept: how much is left and for how many days, what is
 * shed when it gets short, whether commits are slow or the signing key is away, and whether the
 * entries that lie there are still those that were signed.
 *
 * <p>Enter at {@link dev.loulan.agent.store.StoreWatch}; it has a thread of its own. What is
 * decided is in {@link dev.loulan.agent.store.StoreRules}, which knows no disk and no clock.
 */
@NullMarked
package dev.loulan.agent.store;

import org.jspecify.annotations.NullMarked;
