package dev.loulan.simulation.check;

import dev.loulan.agent.session.AlertCode;
import dev.loulan.simulation.device.Device;
import dev.loulan.simulation.world.World;
import java.util.function.BooleanSupplier;

/** Holds devices to telling a person of what befell them, while they are there to tell. */
public final class ExpectedAlerts {
  private static final long MINUTE = 60_000_000;

  private final World world;
  private final Books books;

  public ExpectedAlerts(World world, Books books) {
    this.world = world;
    this.books = books;
  }

  /**
   * Within so long the device must tell, unless its clock is set meanwhile: then it does not know
   * how much time passed since the frame before.
   *
   * @param unless at the end of that time: something that excuses it
   */
  public void within(long micros, Device device, AlertCode code, BooleanSupplier unless) {
    long from = world.time().now();
    long boot = device.boots();
    long ahead = aheadMicros(device);
    world
        .time()
        .in(
            micros,
            () -> {
              if (device.isSoundSince(boot)
                  && Math.abs(aheadMicros(device) - ahead) < MINUTE
                  && !unless.getAsBoolean()
                  && !device.tells(code)
                  && !books.wasAlertedSince(device.name(), code, from)) {
                world.violated("alerted", device.name() + " does not tell of " + code.word());
              }
            });
  }

  private long aheadMicros(Device device) {
    return device.clock().micros() - world.time().now();
  }
}
