/**
 * The agent's side of the device API ({@code docs/formats/sync-api.md}): journal segments up,
 * cosignatures and configuration down.
 *
 * <p>Enter at {@link dev.loulan.agent.sync.ServerLink}. Each of its threads goes on by itself when
 * the server was away; nothing here holds up the shelf.
 */
@NullMarked
package dev.loulan.agent.sync;

import org.jspecify.annotations.NullMarked;
