package dev.loulan.bridge.gpio;

/**
 * Where the door's contact is and how it is wired.
 *
 * @param board name under which the door's frames travel
 * @param pin GPIO number (BCM)
 * @param openWhenHigh true for a contact to ground that opens with the door, with a pull-up
 * @param debounceMillis how long a level must last to count
 * @param aliveMillis how often the board says that it is alive, so that others do not wait for it
 */
public record GpioDoorOptions(
    String board, int pin, boolean openWhenHigh, long debounceMillis, long aliveMillis) {

  public GpioDoorOptions {
    if (pin < 0 || debounceMillis < 0 || aliveMillis < 1) {
      throw new IllegalArgumentException(
          "A door contact has a pin and times that are not negative, found pin "
              + pin
              + ", debounce "
              + debounceMillis
              + " ms, alive "
              + aliveMillis
              + " ms");
    }
  }

  /** Pin 17 with a pull-up, open when high, 50 ms of debounce. */
  public static GpioDoorOptions standard() {
    return new GpioDoorOptions("door", 17, true, 50, 200);
  }
}
