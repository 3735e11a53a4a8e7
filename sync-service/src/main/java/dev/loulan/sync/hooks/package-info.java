/**
 * Web hooks: sales, restocks and settlements go to other systems as signed CloudEvents. {@link
 * dev.loulan.sync.hooks.HookFeed} makes events of what came in, {@link
 * dev.loulan.sync.hooks.HookStore} keeps them and how each delivery went, {@link
 * dev.loulan.sync.hooks.HookSender} delivers at least once; a receiver that has seen an event's
 * source and id before may drop it. One thread feeds and sends; the store takes any.
 */
@NullMarked
package dev.loulan.sync.hooks;

import org.jspecify.annotations.NullMarked;
