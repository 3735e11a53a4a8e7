package dev.loulan.bridge.gpio;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import dev.loulan.bridge.BridgeException;

/**
 * A lock on a pin of this controller: a strike or a relay that lets the door open only while the
 * pin is driven. Without this process, and after it was closed, the door is locked. One thread.
 */
public final class DoorLock implements AutoCloseable {
  private final Context pi4j;
  private final DigitalOutput output;
  private final boolean opensWhenHigh;

  private DoorLock(Context pi4j, DigitalOutput output, boolean opensWhenHigh) {
    this.pi4j = pi4j;
    this.output = output;
    this.opensWhenHigh = opensWhenHigh;
  }

  /**
   * Takes the pin, locked.
   *
   * @param pin GPIO number (BCM)
   * @param opensWhenHigh the level at which the door may be opened
   * @throws BridgeException when this machine has no such pin or does not let us drive it
   */
  public static DoorLock open(Pins pins, int pin, boolean opensWhenHigh) throws BridgeException {
    try {
      Context pi4j = pins.context();
      return new DoorLock(pi4j, output(pi4j, pin, opensWhenHigh), opensWhenHigh);
    } catch (RuntimeException | LinkageError e) {
      throw Pins.unusable(
          "The door's lock on GPIO %d cannot be driven (%s). Check loulan.agent.lock-pin, that this is a board with GPIO, and that this user may write /dev/gpiochip*.",
          pin, e);
    }
  }

  private static DigitalOutput output(Context pi4j, int pin, boolean opensWhenHigh) {
    DigitalState locked = opensWhenHigh ? DigitalState.LOW : DigitalState.HIGH;
    return pi4j.create(
        DigitalOutput.newConfigBuilder(pi4j)
            .id("lock-" + pin)
            .name("Lock of the door")
            .address(pin)
            .initial(locked)
            .shutdown(locked)
            .build());
  }

  /** Locks the door, or lets it be opened. */
  public void lock(boolean locked) {
    output.state(locked == opensWhenHigh ? DigitalState.LOW : DigitalState.HIGH);
  }

  /** Whether the pin holds the door locked. */
  public boolean isLocked() {
    return output.state().isHigh() != opensWhenHigh;
  }

  @Override
  public void close() {
    lock(true);
    pi4j.shutdown();
  }
}
