package dev.loulan.bridge.mqtt;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an MQTT 5 broker that comes back by itself.
 *
 * <p>Each connection starts clean: subscriptions are made again, but messages that were under way
 * when the last one broke may be lost or have been delivered. So whoever publishes something that
 * counts keeps it until the receiver acknowledges it, and publishes it again in {@link
 * MqttListener#connected}.
 *
 * <pre>{@code
 * try (MqttLink link = MqttLink.open(MqttOptions.of("tcp://127.0.0.1:1883", "agent-in"), listener)) {
 *   link.subscribe("loulan/v1/shelf-1/boards/+/frames");
 *   link.publish(topic, payload, false).get();
 * }
 * }</pre>
 */
public final class MqttLink implements MqttPublisher, AutoCloseable {

  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 3_000;

  private final MqttOptions options;
  private final MqttListener listener;
  private final Map<String, Integer> subscriptions = new ConcurrentSkipListMap<>();
  private final Object monitor = new Object();
  // Held while the listener is told: a message of an old connection never comes after its end.
  private final ReentrantLock delivery = new ReentrantLock();
  private final Thread thread;
  private @Nullable MqttConnection connection;
  private boolean closed;

  private MqttLink(MqttOptions options, MqttListener listener) {
    this.options = options;
    this.listener = listener;
    this.thread =
        Thread.ofPlatform().daemon().name("mqtt-" + options.clientId()).unstarted(this::run);
  }

  /** Returns at once and connects in the background, again and again until closed. */
  public static MqttLink open(MqttOptions options, MqttListener listener) {
    MqttLink link = new MqttLink(options, listener);
    link.thread.start();
    return link;
  }

  /** Subscribes with QoS 1, now if connected and at each later connection. Waits for the broker. */
  public void subscribe(String filter) throws InterruptedException {
    subscriptions.put(filter, 1);
    MqttConnection now = current();
    if (now != null) {
      now.subscribe(Map.of(filter, 1));
    }
  }

  /** As promised by {@link MqttPublisher}, over whichever connection there is now. */
  @Override
  public CompletableFuture<@Nullable Void> publish(String topic, byte[] payload, boolean retained)
      throws LinkDownException, InterruptedException {
    MqttConnection now = current();
    if (now == null) {
      throw new LinkDownException("The broker at " + options.uri() + " is not connected");
    }
    return now.publish(topic, payload, retained);
  }

  /** Waits until there is a connection; false when there is none in time or the link is closed. */
  public boolean awaitConnected(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    synchronized (monitor) {
      while (connection == null && !closed) {
        long leftMillis = (end - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0) {
          return false;
        }
        monitor.wait(leftMillis);
      }
      return !closed;
    }
  }

  public boolean isConnected() {
    return current() != null;
  }

  /** Disconnects in order, so that no will is published, and ends. */
  @Override
  public void close() {
    MqttConnection last;
    synchronized (monitor) {
      closed = true;
      last = connection;
      connection = null;
      monitor.notifyAll();
    }
    if (last != null) {
      last.close(true);
    }
    thread.interrupt();
    joinQuietly();
  }

  private void joinQuietly() {
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long pauseMillis = FIRST_PAUSE_MILLIS;
    try {
      while (!isClosed()) {
        String reason;
        try {
          reason = connectAndStay();
          pauseMillis = FIRST_PAUSE_MILLIS;
        } catch (LinkDownException e) {
          reason = String.valueOf(e.getMessage());
          pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
        }
        if (!isClosed()) {
          tellDisconnected(reason);
          pause(pauseMillis);
        }
      }
    } catch (InterruptedException e) {
      // Closed while connecting or waiting: this thread has nothing more to do.
      Thread.currentThread().interrupt();
    }
  }

  private void tellDisconnected(String reason) throws InterruptedException {
    delivery.lockInterruptibly();
    try {
      listener.disconnected(reason);
    } finally {
      delivery.unlock();
    }
  }

  private String connectAndStay() throws LinkDownException, InterruptedException {
    MqttConnection fresh = MqttConnection.open(options, listener, delivery);
    try {
      fresh.subscribe(subscriptions);
      synchronized (monitor) {
        if (closed) {
          return "closed";
        }
        connection = fresh;
        monitor.notifyAll();
      }
      // A filter added between the two lines above is in the map by now.
      fresh.subscribe(subscriptions);
      listener.connected(fresh);
      return fresh.awaitLost();
    } finally {
      synchronized (monitor) {
        if (connection == fresh) {
          connection = null;
        }
      }
      fresh.close(false);
    }
  }

  private void pause(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    synchronized (monitor) {
      for (long left = millis; left > 0 && !closed; ) {
        monitor.wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    }
  }

  private @Nullable MqttConnection current() {
    synchronized (monitor) {
      return connection;
    }
  }

  private boolean isClosed() {
    synchronized (monitor) {
      return closed;
    }
  }
}
