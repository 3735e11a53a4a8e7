/**
 * The devices as the operator registered them, with their planograms and prices. Each change raises
 * the device's configuration version. Enter at {@link dev.loulan.server.devices.DeviceRegister};
 * any thread may call.
 */
@NullMarked
package dev.loulan.server.devices;

import org.jspecify.annotations.NullMarked;
