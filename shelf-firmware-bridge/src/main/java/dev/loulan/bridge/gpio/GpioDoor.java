package dev.loulan.bridge.gpio;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalStateChangeListener;
import com.pi4j.io.gpio.digital.PullResistance;
import dev.loulan.bridge.client.BoardClient;
import dev.loulan.bridge.client.BoardFeed;
import dev.loulan.bridge.frame.Frame;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches a door contact and sends a DOOR frame for each change that lasts.
 *
 * <p>The time of a change is that of the edge, not of the end of the debounce. Pi4J's threads only
 * put the edge in a queue; frames are sent from one thread of the door.
 */
public final class GpioDoor implements AutoCloseable {

  private final GpioDoorOptions options;
  private final InstantSource clock;
  private final DigitalInput input;
  private final BoardFeed feed;
  private final Context pi4j;
  private final DigitalStateChangeListener listener = event -> edge(nowMicros());
  private final ScheduledExecutorService thread;
  // Both belong to the door's thread after the constructor.
  private boolean open;
  private long edges;

  private GpioDoor(
      Context pi4j,
      GpioDoorOptions options,
      BoardClient client,
      long streamId,
      InstantSource clock) {
    this.pi4j = pi4j;
    this.options = options;
    this.clock = clock;
    this.input = pi4j.create(configuration(pi4j, options));
    this.open = isOpen();
    this.feed =
        client.board(
            options.board(),
            Frame.Clock.WALL,
            streamId,
            open ? Frame.DoorState.OPEN : Frame.DoorState.CLOSED,
            List.of());
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("door-" + options.board()).factory());
  }

  /**
   * Says hello with the door's state and watches it until closed.
   *
   * @param pi4j has a provider of digital inputs; the pin is released when the door is closed
   * @param streamId drawn anew at each start
   */
  public static GpioDoor open(
      Context pi4j,
      GpioDoorOptions options,
      BoardClient client,
      long streamId,
      InstantSource clock) {
    GpioDoor door = new GpioDoor(pi4j, options, client, streamId, clock);
    door.watch();
    return door;
  }

  private static DigitalInputConfig configuration(Context pi4j, GpioDoorOptions options) {
    return DigitalInput.newConfigBuilder(pi4j)
        .id("door-" + options.board())
        .name("Door contact of " + options.board())
        .address(options.pin())
        .pull(options.openWhenHigh() ? PullResistance.PULL_UP : PullResistance.PULL_DOWN)
        .debounce(0L)
        .build();
  }

  private void watch() {
    input.addListener(listener);
    var _ =
        thread.scheduleAtFixedRate(
            () -> send(this::alive),
            options.aliveMillis(),
            options.aliveMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void edge(long atMicros) {
    try {
      thread.execute(() -> {
        long thisEdge = ++edges;
        var _ =
            thread.schedule(
                () -> send(() -> settle(thisEdge, atMicros)),
                options.debounceMillis(),
                TimeUnit.MILLISECONDS);
      });
    } catch (RejectedExecutionException e) {
      // Closed while Pi4J still told of an edge.
    }
  }

  /** A level counts when no other edge came while it was waited for. */
  private void settle(long edge, long atMicros) throws IOException, InterruptedException {
    boolean now = isOpen();
    if (edge == edges && now != open) {
      open = now;
      feed.door(atMicros, now);
    }
  }

  private void alive() throws IOException, InterruptedException {
    // An edge that is still being debounced is older than now.
    feed.alive(nowMicros() - 2_000 * options.debounceMillis());
  }

  private boolean isOpen() {
    return input.state().isHigh() == options.openWhenHigh();
  }

  private long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }

  private interface Sending {
    void send() throws IOException, InterruptedException;
  }

  private void send(Sending sending) {
    try {
      sending.send();
    } catch (IOException e) {
      // The client was closed or is refused for good: its own callers are told why.
      thread.shutdown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops watching; the client stays open. */
  @Override
  public void close() {
    thread.shutdownNow();
    input.removeListener(listener);
    pi4j.shutdown(input.id());
  }
}
