/**
 * Decides who is a device: the built-in certificate authority, one-time claims, renewal and
 * revocation.
 *
 * <p>Enter at {@link dev.loulan.provisioning.Enrolment}. What must be remembered goes through the
 * port {@link dev.loulan.provisioning.DeviceRegistry}. The device's side is in {@code
 * provisioning.device}, the keys of operator, host and supplier in {@code provisioning.party}. All
 * types may be called from any thread unless they say otherwise.
 */
@NullMarked
package dev.loulan.provisioning;

import org.jspecify.annotations.NullMarked;
