package dev.loulan.bridge.mqtt;

import java.util.concurrent.locks.Lock;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** Hands on what Paho says; everything else goes through tokens. */
final class PahoCallback implements MqttCallback {

  private final MqttConnection connection;
  private final MqttListener listener;
  private final Lock delivery;

  PahoCallback(MqttConnection connection, MqttListener listener, Lock delivery) {
    this.delivery = delivery;
    this.connection = connection;
    this.listener = listener;
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
    delivery.lock();
    try {
      if (!connection.isLost()) {
        listener.message(topic, message.getPayload());
      }
    } finally {
      delivery.unlock();
    }
  }

  @Override
  public void disconnected(@Nullable MqttDisconnectResponse response) {
    MqttException cause = response == null ? null : response.getException();
    connection.lost(
        "The connection to the broker broke" + (cause == null ? "" : ": " + cause.getMessage()));
  }

  @Override
  public void mqttErrorOccurred(MqttException error) {
    // Seen by the token or as a disconnect, where it can be answered.
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    // Each publish has a completion of its own.
  }

  @Override
  public void connectComplete(boolean reconnect, String uri) {
    // The connect token says so too.
  }

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {
    // Enhanced authentication is not used.
  }
}
