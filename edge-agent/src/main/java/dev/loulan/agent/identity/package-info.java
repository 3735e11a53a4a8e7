/**
 * Who the device is: its journal key, and its certificate by a one-time claim.
 *
 * <p>Enter at {@link dev.loulan.agent.identity.JournalKeys} and {@link
 * dev.loulan.agent.identity.Claiming}. The key that signs the journal and the key that speaks TLS
 * are two. One thread.
 */
@NullMarked
package dev.loulan.agent.identity;

import org.jspecify.annotations.NullMarked;
