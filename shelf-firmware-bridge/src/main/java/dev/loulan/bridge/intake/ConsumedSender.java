package dev.loulan.bridge.intake;

import dev.loulan.bridge.Topics;
import dev.loulan.bridge.mqtt.LinkDownException;
import dev.loulan.bridge.mqtt.MqttLink;
import dev.loulan.bridge.mqtt.MqttListener;
import dev.loulan.bridge.mqtt.MqttOptions;
import dev.loulan.bridge.mqtt.MqttText;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Publishes the latest that was consumed of each board, from a thread of its own. */
final class ConsumedSender implements AutoCloseable {

  private final Topics topics;
  private final MqttLink link;
  private final Thread thread;
  private final Map<String, Topics.Consumed> due = new TreeMap<>();

  ConsumedSender(MqttOptions broker, Topics topics) {
    this.topics = topics;
    this.link = MqttLink.open(broker, new MqttListener() {});
    this.thread = Thread.ofVirtual().name("consumed-" + topics.device()).start(this::run);
  }

  MqttLink link() {
    return link;
  }

  void consumed(String board, Topics.Consumed consumed) {
    synchronized (due) {
      due.put(board, consumed);
      due.notifyAll();
    }
  }

  private void run() {
    try {
      while (true) {
        for (var each : take().entrySet()) {
          send(each.getKey(), each.getValue());
        }
      }
    } catch (InterruptedException e) {
      // Closed: what was not sent is asked for again by the bridge.
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, Topics.Consumed> take() throws InterruptedException {
    synchronized (due) {
      while (due.isEmpty()) {
        due.wait();
      }
      Map<String, Topics.Consumed> taken = new TreeMap<>(due);
      due.clear();
      return taken;
    }
  }

  private void send(String board, Topics.Consumed consumed) throws InterruptedException {
    byte[] payload = MqttText.bytes(consumed.payload());
    while (true) {
      try {
        var _ = link.publish(topics.consumed(board), payload, false);
        return;
      } catch (LinkDownException e) {
        link.awaitConnected(Duration.ofSeconds(1));
        Thread.sleep(10);
      }
    }
  }

  @Override
  public void close() {
    // A virtual thread: the last acknowledgements get a moment to leave.
    for (int i = 0; i < 20 && isDue() && link.isConnected(); i++) {
      pause();
    }
    thread.interrupt();
    link.close();
  }

  private boolean isDue() {
    synchronized (due) {
      return !due.isEmpty();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
