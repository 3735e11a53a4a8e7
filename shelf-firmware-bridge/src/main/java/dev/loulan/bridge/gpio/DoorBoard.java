package dev.loulan.bridge.gpio;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import dev.loulan.bridge.BridgeException;
import dev.loulan.bridge.client.BoardClient;
import java.net.InetSocketAddress;
import java.time.InstantSource;

/** A door contact on a pin of this controller, connected to its bridge as one more board. */
public final class DoorBoard implements AutoCloseable {

  /** Whose pins. */
  public enum Pins {
    /** Those of this controller, by the kernel's GPIO character device. */
    GPIOD,
    /** None: a pin that never changes, for trials on a machine without any. */
    MOCK
  }

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
      Context pi4j = context(pins);
      return new DoorBoard(pi4j, client, GpioDoor.open(pi4j, options, client, streamId, clock));
    } catch (RuntimeException | LinkageError e) {
      // Pi4J wraps what the kernel said in exceptions of many types.
      client.close();
      throw new BridgeException(
          "The door contact on GPIO %d cannot be read (%s). Check loulan.agent.door-pin, that this is a board with GPIO, and that this user may read /dev/gpiochip*."
              .formatted(options.pin(), said(e)),
          e);
    }
  }

  // Named one by one rather than found on the class path: a native program has no class path. And
  // closed by us alone: a hook of its own would run beside the agent's orderly stop.
  private static Context context(Pins pins) {
    return Pi4J.newContextBuilder()
        .disableShutdownHook()
        .add(
            switch (pins) {
              case GPIOD -> GpioDDigitalInputProvider.newInstance();
              case MOCK -> MockDigitalInputProvider.newInstance();
            })
        .build();
  }

  private static String said(Throwable e) {
    Throwable root = e;
    for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
      root = cause;
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }

  @Override
  public void close() {
    door.close();
    client.close();
    pi4j.shutdown();
  }
}
