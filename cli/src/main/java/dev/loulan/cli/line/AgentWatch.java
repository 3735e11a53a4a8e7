package dev.loulan.cli.line;

import dev.loulan.bridge.Topics;
import dev.loulan.bridge.mqtt.MqttLink;
import dev.loulan.bridge.mqtt.MqttListener;
import dev.loulan.bridge.mqtt.MqttOptions;
import dev.loulan.bridge.mqtt.MqttPublisher;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import java.util.Optional;
import java.util.function.Consumer;

/** What an agent says of itself and of its sessions at the broker. Any thread may ask. */
public final class AgentWatch implements AutoCloseable {
  private final Topics topics;
  private final MqttLink link;
  private volatile Optional<Fields> status = Optional.empty();
  private volatile Consumer<Fields> onSession = _ -> {};

  private AgentWatch(String broker, String device) {
    this.topics = new Topics(device);
    this.link =
        MqttLink.open(
            MqttOptions.of(broker, "watch-" + ProcessHandle.current().pid()), new Listener());
  }

  static AgentWatch open(String broker, String device) throws InterruptedException {
    AgentWatch watch = new AgentWatch(broker, device);
    watch.link.subscribe(watch.topics.agentStatus());
    watch.link.subscribe(watch.topics.sessions());
    return watch;
  }

  /** Calls on each change of a session from now on, on a thread of the connection. */
  public void onSession(Consumer<Fields> listener) {
    onSession = listener;
  }

  /** Waits shortly until the status speaks of a journal of this size; it is told with a delay. */
  public void awaitSize(long size) throws InterruptedException {
    for (int i = 0; i < 100 && count("size") < size; i++) {
      Thread.sleep(20);
    }
  }

  /** A number in the last status; 0 while there is none. */
  public long count(String name) {
    return status.flatMap(s -> s.integerOrNone(name)).orElse(0L);
  }

  @Override
  public void close() {
    link.close();
  }

  private final class Listener implements MqttListener {
    @Override
    public void connected(MqttPublisher connection) {}

    @Override
    public void disconnected(String reason) {}

    @Override
    public void message(String topic, byte[] payload) {
      try {
        Fields fields = Fields.of(JsonReader.read(payload), topic);
        if (topic.equals(topics.sessions())) {
          onSession.accept(fields);
        } else {
          status = Optional.of(fields);
        }
      } catch (JsonException e) {
        // The will of an agent that vanished is the word "offline".
      }
    }
  }
}
