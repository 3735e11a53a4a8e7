package dev.loulan.bridge.gpio;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import dev.loulan.bridge.BridgeException;

/** Whose pins. */
public enum Pins {
  /** Those of this controller, by the kernel's GPIO character device. */
  GPIOD,
  /** None: pins that nothing moves, for trials on a machine without any. */
  MOCK;

  // Named one by one rather than found on the class path: a native program has no class path. And
  // closed by us alone: a hook of its own would run beside the agent's orderly stop.
  Context context() {
    return Pi4J.newContextBuilder()
        .disableShutdownHook()
        .add(
            switch (this) {
              case GPIOD -> GpioDDigitalInputProvider.newInstance();
              case MOCK -> MockDigitalInputProvider.newInstance();
            })
        .add(
            switch (this) {
              case GPIOD -> GpioDDigitalOutputProvider.newInstance();
              case MOCK -> MockDigitalOutputProvider.newInstance();
            })
        .build();
  }

  /** Pi4J wraps what the kernel said in exceptions of many types. */
  static BridgeException unusable(String sentence, int pin, Throwable e) {
    Throwable root = e;
    for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
      root = cause;
    }
    String message = root.getMessage();
    return new BridgeException(
        sentence.formatted(pin, message == null ? root.getClass().getSimpleName() : message), e);
  }
}
