package dev.loulan.agent;

import dev.loulan.agent.session.SessionNotice;
import dev.loulan.bridge.Topics;
import dev.loulan.bridge.mqtt.LinkDownException;
import dev.loulan.bridge.mqtt.MqttLink;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what happened to sessions and how the agent is, from a thread of its own. While the
 * broker is away the last hundred messages wait; the journal has them all.
 */
final class Announcer implements AutoCloseable {
  private static final int MOST_WAITING = 100;

  private record Message(String topic, Json json, boolean retained) {}

  private final Topics topics;
  private final MqttLink link;
  private final ArrayDeque<Message> waiting = new ArrayDeque<>();
  private final Thread thread;

  Announcer(Topics topics, MqttLink link) {
    this.topics = topics;
    this.link = link;
    this.thread = Thread.ofPlatform().daemon().name("announcer").start(this::run);
  }

  void session(SessionNotice notice) {
    add(new Message(topics.sessions(), json(notice), false));
  }

  void status(Json status) {
    add(new Message(topics.agentStatus(), status, true));
  }

  static Json json(SessionNotice notice) {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .text("session", notice.session())
            .text("state", notice.state().name().toLowerCase(Locale.ROOT))
            .integer("atMicros", notice.atMicros())
            .integer("reviews", notice.reviews().size());
    Sale sale = notice.sale();
    if (sale != null) {
      json.json("sale", sale(sale));
    }
    return json.build();
  }

  private static Json sale(Sale sale) {
    return new JsonObjectBuilder()
        .text("currency", sale.currency())
        .integer("total", sale.lineTotalMinor())
        .array("lines", sale.lines().stream().map(Announcer::line).toList())
        .build();
  }

  private static Json line(SaleLine line) {
    return new JsonObjectBuilder()
        .text("gtin", line.gtin())
        .integer("quantity", line.quantity())
        .integer("unitPriceMinor", line.unitPriceMinor())
        .integer("confidencePpm", line.confidencePpm())
        .build();
  }

  private void add(Message message) {
    synchronized (waiting) {
      if (message.retained()) {
        waiting.removeIf(Message::retained);
      }
      if (waiting.size() >= MOST_WAITING) {
        waiting.removeFirst();
      }
      waiting.add(message);
      waiting.notifyAll();
    }
  }

  private void run() {
    try {
      while (true) {
        publish(next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Message next() throws InterruptedException {
    synchronized (waiting) {
      while (waiting.isEmpty()) {
        waiting.wait();
      }
      return waiting.removeFirst();
    }
  }

  private void publish(@Nullable Message message) throws InterruptedException {
    while (message != null) {
      try {
        byte[] payload = message.json().text().getBytes(StandardCharsets.UTF_8);
        var _ = link.publish(message.topic(), payload, message.retained());
        return;
      } catch (LinkDownException e) {
        link.awaitConnected(Duration.ofSeconds(1));
        Thread.sleep(20);
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
