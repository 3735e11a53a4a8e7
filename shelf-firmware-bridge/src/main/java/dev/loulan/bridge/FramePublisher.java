package dev.loulan.bridge;

import dev.loulan.bridge.mqtt.LinkDownException;
import dev.loulan.bridge.mqtt.MqttLink;
import dev.loulan.bridge.mqtt.MqttListener;
import dev.loulan.bridge.mqtt.MqttPublisher;
import dev.loulan.bridge.mqtt.MqttText;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Carries what waits in the boards' streams to the broker, from one thread, and takes back what was
 * consumed.
 *
 * <p>Each new connection begins again with every board's hello; nothing is published over a
 * connection before that.
 */
final class FramePublisher implements AutoCloseable {

  private final BridgeOptions options;
  private final Topics topics;
  private final BridgeCounters counters;
  private final BoardRegistry boards;
  private final AtomicReference<@Nullable MqttPublisher> connection = new AtomicReference<>();
  private final Object monitor = new Object();
  private final Thread thread;
  private final MqttLink link;
  private boolean woken;
  private boolean silent;
  private long stallMillis;
  private long lastProgressNanos = System.nanoTime();

  FramePublisher(BridgeOptions options, BridgeCounters counters) throws InterruptedException {
    this.options = options;
    this.topics = new Topics(options.device());
    this.counters = counters;
    this.boards = new BoardRegistry(options.maxBoards(), this::wake);
    this.stallMillis = options.stallMillis();
    this.thread = Thread.ofPlatform().daemon().name("bridge-publisher").unstarted(this::run);
    this.link =
        MqttLink.open(options.broker().withWill(topics.bridgeStatus(), "offline"), new Listener());
    link.subscribe(topics.allConsumed());
    link.subscribe(topics.agentReady());
    thread.start();
  }

  BoardRegistry boards() {
    return boards;
  }

  boolean isConnected() {
    return connection.get() != null;
  }

  private void wake() {
    synchronized (monitor) {
      woken = true;
      monitor.notifyAll();
    }
  }

  private void run() {
    MqttPublisher used = null;
    try {
      while (true) {
        awaitWork();
        MqttPublisher now = connection.get();
        if (now != null && !now.equals(used)) {
          used = now;
          boards.all().values().forEach(BoardStream::rewind);
        }
        if (now != null) {
          publishAll(now);
        }
        publishAgainWhenStalled();
      }
    } catch (InterruptedException e) {
      // Closed.
      Thread.currentThread().interrupt();
    }
  }

  private void awaitWork() throws InterruptedException {
    long pauseMillis = Math.max(10, options.stallMillis() / 4);
    long end = System.nanoTime() + pauseMillis * 1_000_000;
    synchronized (monitor) {
      for (long left = pauseMillis; left > 0 && !woken; ) {
        monitor.wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
      woken = false;
    }
  }

  /** One frame of each board in turn, so that none holds up the others. */
  private void publishAll(MqttPublisher now) throws InterruptedException {
    try {
      boolean some = true;
      while (some && now.equals(connection.get())) {
        some = false;
        for (var board : boards.all().entrySet()) {
          BoardStream.Outgoing out = board.getValue().next();
          if (out != null) {
            some = true;
            var _ = now.publish(topics.frames(board.getKey()), out.bytes, false);
            counters.published.increment();
            if (out.repeated) {
              counters.repeated.increment();
            }
          }
        }
      }
    } catch (LinkDownException e) {
      // The next connection begins again with the hellos.
      connection.compareAndSet(now, null);
    }
  }

  private void publishAgainWhenStalled() {
    synchronized (monitor) {
      long now = System.nanoTime();
      if (connection.get() == null || boards.waiting() == 0) {
        lastProgressNanos = now;
        return;
      }
      if (now - lastProgressNanos < stallMillis * 1_000_000) {
        return;
      }
      lastProgressNanos = now;
      stallMillis = Math.min(stallMillis * 2, 60_000);
      if (!silent) {
        silent = true;
        counters.alert(
            BridgeAlert.Kind.AGENT_SILENT,
            "The agent consumes nothing although " + boards.waiting() + " frames wait");
      }
    }
    boards.rewindAll();
  }

  private void consumed(String topic, byte[] payload) {
    var board = topics.boardOf(topic).map(boards::find);
    var consumed = Topics.Consumed.parse(MqttText.text(payload));
    if (board.isEmpty() || consumed.isEmpty()) {
      return;
    }
    int count = board.get().consumed(consumed.get());
    if (count > 0) {
      counters.acknowledged.add(count);
      synchronized (monitor) {
        lastProgressNanos = System.nanoTime();
        stallMillis = options.stallMillis();
        silent = false;
      }
    }
  }

  @Override
  public void close() {
    MqttPublisher last = connection.getAndSet(null);
    if (last != null) {
      try {
        var _ = last.publish(topics.bridgeStatus(), MqttText.bytes("offline"), true);
      } catch (LinkDownException e) {
        // The will says the same.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    thread.interrupt();
    link.close();
  }

  private final class Listener implements MqttListener {

    private boolean away;

    @Override
    public void connected(MqttPublisher fresh) throws InterruptedException {
      away = false;
      try {
        var _ = fresh.publish(topics.bridgeStatus(), MqttText.bytes("online"), true);
      } catch (LinkDownException e) {
        return;
      }
      connection.set(fresh);
      wake();
    }

    @Override
    public void disconnected(String reason) {
      connection.set(null);
      counters.brokerLost.increment();
      if (!away) {
        away = true;
        counters.alert(BridgeAlert.Kind.BROKER_AWAY, reason);
      }
    }

    @Override
    public void message(String topic, byte[] payload) {
      if (topic.equals(topics.agentReady())) {
        boards.rewindAll();
      } else {
        consumed(topic, payload);
      }
    }
  }
}
