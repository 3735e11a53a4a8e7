/**
 * The keys with which operator, host and supplier sign, made and kept on their own side, and the
 * exact bytes that they sign.
 *
 * <p>Enter at {@link dev.loulan.provisioning.party.PartyKey}. Immutable; any thread may call.
 */
@NullMarked
package dev.loulan.provisioning.party;

import org.jspecify.annotations.NullMarked;
