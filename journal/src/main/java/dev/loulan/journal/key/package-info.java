/**
 * The device's signing key behind a port, and Ed25519 by Bouncy Castle's lightweight API, which
 * signs about 19 times faster than the platform's.
 *
 * <p>Enter at {@link dev.loulan.journal.key.DeviceSigner}. Implementations may be called from one
 * thread at a time; {@link dev.loulan.journal.key.Ed25519} from any.
 */
@NullMarked
package dev.loulan.journal.key;

import org.jspecify.annotations.NullMarked;
