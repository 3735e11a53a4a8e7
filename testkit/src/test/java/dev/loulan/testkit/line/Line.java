package dev.loulan.testkit.line;

import dev.loulan.bridge.BridgeOptions;
import dev.loulan.bridge.BridgeServer;
import dev.loulan.bridge.client.BoardClient;
import dev.loulan.bridge.mqtt.MqttOptions;
import dev.loulan.testkit.broker.Broker;
import dev.loulan.testkit.broker.RequiredBroker;
import java.nio.file.Path;

/** A broker, a bridge, a client and a consumer, as they stand in the product. */
final class Line implements AutoCloseable {

  static final String DEVICE = "shelf-1";

  final Consumer consumer;
  final BridgeServer bridge;
  final BoardClient client;
  private final Broker.Choice choice;
  private final Path folder;
  private Broker broker;

  Line(Broker.Choice choice, Path folder, long slowMicros) throws Exception {
    this.choice = choice;
    this.folder = folder;
    this.broker = RequiredBroker.start(choice, folder, 0);
    this.consumer = new Consumer(broker.uri(), slowMicros);
    MqttOptions options = MqttOptions.of(broker.uri(), "bridge");
    this.bridge =
        BridgeServer.start(BridgeOptions.onLoopback(DEVICE, 0, options).withStallMillis(1_000));
    this.client = BoardClient.connect(bridge.address());
  }

  String brokerUri() {
    return broker.uri();
  }

  void killBroker() {
    broker.kill();
  }

  void restartBroker() throws Exception {
    broker = RequiredBroker.start(choice, folder, broker.port());
  }

  @Override
  public void close() {
    client.close();
    bridge.close();
    consumer.close();
    broker.close();
  }
}
