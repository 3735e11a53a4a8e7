/**
 * A door contact on a GPIO pin of the controller, as one more board of the shelf, and a lock on
 * another.
 *
 * <p>Enter at {@link dev.loulan.bridge.gpio.GpioDoor} and {@link dev.loulan.bridge.gpio.DoorLock}.
 * Only this package needs Pi4J; a controller without such a contact never loads it.
 */
@NullMarked
package dev.loulan.bridge.gpio;

import org.jspecify.annotations.NullMarked;
