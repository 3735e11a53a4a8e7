package dev.loulan.bridge.gpio;

import com.pi4j.context.Context;
import dev.loulan.bridge.BridgeException;
import dev.loulan.bridge.client.BoardClient;
import java.net.InetSocketAddress;
import java.time.InstantSource;

/** A door contact on a pin of this controller, connected to its bridge as one more board. */
public final class DoorBoard implements AutoCloseable {

  private final Context pi4j;
  private final BoardClient client;
  private final GpioDoor door;

  private DoorBoard(Context pi4j, BoardClient client, GpioDoor door) {
    this.pi4j = pi4j;
    this.client = client;
    this.door = door;
  }

  /**
   * Opens the pin and tells the bridge of the door from now on.
   *
   * @throws BridgeException when this machine has no such pin or does not let us read it
   */
  public static DoorBoard open(
      Pins pins,
      GpioDoorOptions options,
      InetSocketAddress bridge,
      long streamId,
      InstantSource clock)
      throws BridgeException {
    BoardClient client = BoardClient.connect(bridge);
    try {
      Context pi4j = pins.context();
      return new DoorBoard(pi4j, client, GpioDoor.open(pi4j, options, client, streamId, clock));
    } catch (RuntimeException | LinkageError e) {
      client.close();
      throw Pins.unusable(
          "The door contact on GPIO %d cannot be read (%s). Check loulan.agent.door-pin, that this is a board with GPIO, and that this user may read /dev/gpiochip*.",
          options.pin(), e);
    }
  }

  @Override
  public void close() {
    door.close();
    client.close();
    pi4j.shutdown();
  }
}
