package dev.loulan.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.bridge.mqtt.MqttLink;
import dev.loulan.bridge.mqtt.MqttListener;
import dev.loulan.bridge.mqtt.MqttOptions;
import dev.loulan.bridge.mqtt.MqttText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the product relies on in any broker that it starts. */
abstract class BrokerContract {

  @TempDir Path folder;

  abstract Broker.Choice choice();

  private Broker start() throws Exception {
    return RequiredBroker.start(choice(), folder, 0);
  }

  private static MqttLink collector(Broker broker, BlockingQueue<String> into, String filter)
      throws InterruptedException {
    MqttLink link =
        MqttLink.open(
            MqttOptions.of(broker.uri(), "collector"),
            new MqttListener() {
              @Override
              public void message(String topic, byte[] payload) {
                into.add(topic + "=" + MqttText.text(payload));
              }
            });
    assertThat(link.awaitConnected(Duration.ofSeconds(10))).isTrue();
    link.subscribe(filter);
    return link;
  }

  private static MqttLink open(Broker broker, String name) throws InterruptedException {
    MqttLink link = MqttLink.open(MqttOptions.of(broker.uri(), name), new MqttListener() {});
    assertThat(link.awaitConnected(Duration.ofSeconds(10))).isTrue();
    return link;
  }

  @Test
  void keeps_the_order_of_more_messages_than_any_queue_of_a_default_configuration()
      throws Exception {
    int count = 5_000;
    BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    try (Broker broker = start();
        MqttLink in = collector(broker, arrived, "a/+/frames");
        MqttLink out = open(broker, "publisher")) {
      assertThat(in.isConnected()).isTrue();
      for (int i = 0; i < count; i++) {
        var _ = out.publish("a/b/frames", MqttText.bytes("" + i), false);
      }
      for (int i = 0; i < count; i++) {
        assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo("a/b/frames=" + i);
      }
    }
  }

  @Test
  void gives_a_retained_message_to_who_comes_later() throws Exception {
    BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    try (Broker broker = start();
        MqttLink out = open(broker, "publisher")) {
      out.publish("a/status", MqttText.bytes("online"), true).get(10, TimeUnit.SECONDS);
      try (MqttLink _ = collector(broker, arrived, "a/status")) {
        assertThat(arrived.poll(10, TimeUnit.SECONDS)).isEqualTo("a/status=online");
      }
    }
  }

  @Test
  void is_found_again_by_its_clients_after_a_kill_on_the_same_port() throws Exception {
    BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    Broker first = start();
    try (MqttLink in = collector(first, arrived, "a/b");
        MqttLink out = open(first, "publisher")) {
      first.kill();
      try (Broker _ = RequiredBroker.start(choice(), folder, first.port())) {
        // A subscription made again may be a moment later than the connection of the other client.
        String got = null;
        for (int i = 0; i < 100 && got == null; i++) {
          if (in.awaitConnected(Duration.ofSeconds(1))
              && out.awaitConnected(Duration.ofSeconds(1))) {
            out.publish("a/b", MqttText.bytes("again"), false).get(5, TimeUnit.SECONDS);
          }
          got = arrived.poll(100, TimeUnit.MILLISECONDS);
        }
        assertThat(got).isEqualTo("a/b=again");
      }
    }
  }

  @Test
  void leaves_nothing_listening_when_it_is_closed() throws Exception {
    Broker broker = start();
    assertThat(FreePort.accepts(broker.port())).isTrue();
    broker.close();
    assertThat(FreePort.accepts(broker.port())).isFalse();
    broker.pid().flatMap(ProcessHandle::of).ifPresent(p -> assertThat(p.isAlive()).isFalse());
  }

  @Test
  void says_so_when_its_port_is_in_use() throws Exception {
    try (Broker broker = start()) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowableOfType(
                  BrokerException.class,
                  () -> RequiredBroker.start(choice(), folder, broker.port())))
          .hasMessageContaining("" + broker.port())
          .extracting(BrokerException::problem)
          .isEqualTo(BrokerException.Problem.DID_NOT_START);
    }
  }
}
