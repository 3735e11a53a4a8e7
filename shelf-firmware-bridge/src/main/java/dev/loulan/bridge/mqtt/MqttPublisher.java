package dev.loulan.bridge.mqtt;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Publishes messages to a broker. */
public interface MqttPublisher {

  /**
   * Publishes with QoS 1, in the order of the calls; waits while the window is full.
   *
   * @return completes when the broker has taken the message, or fails with {@link
   *     LinkDownException} when it is not known to have
   * @throws LinkDownException when there is no connection
   */
  CompletableFuture<@Nullable Void> publish(String topic, byte[] payload, boolean retained)
      throws LinkDownException, InterruptedException;
}
