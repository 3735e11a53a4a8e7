/**
 * The device's side of identity: turns a one-time claim into a TLS certificate over EST and renews
 * it later.
 *
 * <p>Enter at {@link dev.loulan.provisioning.device.DeviceEnrolment}. One thread at a time per
 * identity file. Uses only standard algorithms of the JDK and no reflection, so that it runs in a
 * native binary.
 */
@NullMarked
package dev.loulan.provisioning.device;

import org.jspecify.annotations.NullMarked;
