package dev.loulan.simulation.device;

import dev.loulan.simulation.world.World;

/** When a device's process speaks with its server, and how long it waits after no answer. */
final class Uplink {
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long LONGEST_PAUSE = HOUR;

  private final World world;
  private final Host host;
  private final long sendDelay;
  private long pause = SECOND / 2;
  private boolean sending;
  private long heardServerMicros = Long.MIN_VALUE;

  /** The device around it. */
  interface Host {
    /** Counts boots and stops. */
    long generation();

    boolean isUp();

    /** The process that is up. */
    AgentProcess process();

    /** Runs a step of the process, if it is up. */
    void run(Runnable step);
  }

  /**
   * A way that is not used yet.
   *
   * @param sendDelay how long a new entry waits for others that go with it
   */
  Uplink(World world, Host host, long sendDelay) {
    this.world = world;
    this.host = host;
    this.sendDelay = sendDelay;
  }

  /** A boot: asks for news and sends what is there. */
  void begin() {
    hourly(SECOND);
    sendSoon(SECOND);
  }

  /** The process is gone. */
  void stop() {
    sending = false;
  }

  /** When the server last answered about the shelf's state, in true time. */
  long heardServerMicros() {
    return heardServerMicros;
  }

  /**
   * Tells and asks the server. A device does so far more often; here it is on the hour, when the
   * idle shelf is weighed, so that nothing else wakes it.
   */
  private void hourly(long delay) {
    inThisBoot(
        delay,
        () -> {
          if (host.isUp()) {
            host.run(this::tellAndAsk);
            hourly(HOUR - world.time().now() % HOUR + 2 * SECOND);
          }
        });
  }

  private void inThisBoot(long delay, Runnable what) {
    long mine = host.generation();
    world
        .time()
        .in(
            delay,
            () -> {
              if (mine == host.generation()) {
                what.run();
              }
            });
  }

  private void tellAndAsk() {
    try {
      if (host.process().tellLiveState()) {
        heardServerMicros = world.time().now();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing waits in a simulation", e);
    }
    pollNow();
  }

  /** The server has something new. */
  void poll() {
    host.run(this::pollNow);
  }

  private void pollNow() {
    try {
      var _ = host.process().pollConfiguration();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing waits in a simulation", e);
    }
  }

  /** After each step of the process. */
  void sendIfDue() {
    if (host.isUp() && host.process().hasSegments()) {
      sendSoon(sendDelay);
    }
  }

  private void sendSoon(long delay) {
    if (sending) {
      return;
    }
    sending = true;
    inThisBoot(
        delay,
        () -> {
          sending = false;
          host.run(this::send);
        });
  }

  private void send() {
    try {
      switch (host.process().sendSegments()) {
        case DONE -> pause = SECOND / 2;
        case AWAY -> {
          pause = Math.min(LONGEST_PAUSE, pause * 2);
          sendSoon(pause);
        }
        case REFUSED -> sendSoon(5 * MINUTE);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing waits in a simulation", e);
    }
  }
}
