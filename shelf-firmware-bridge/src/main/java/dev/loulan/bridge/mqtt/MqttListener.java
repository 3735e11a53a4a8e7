package dev.loulan.bridge.mqtt;

/**
 * Told what happens on a link. Messages come one at a time, and none of a connection after its end.
 *
 * <p>{@link #message} may block, and so slow the broker down; but while it blocks, no publish of
 * the same link completes. Who blocks in it publishes over a second link.
 */
public interface MqttListener {

  /**
   * Connected and subscribed, for the first time or again. On the link's thread; may publish.
   *
   * @param connection publishes over this one connection only, and fails when it is gone, so that
   *     nothing overtakes what has to be published again first
   */
  default void connected(MqttPublisher connection) throws InterruptedException {}

  /** The connection is gone, or could not be made; the link tries again by itself. */
  default void disconnected(String reason) {}

  /** A message arrived, in the order of its topic. The array is the listener's. */
  default void message(String topic, byte[] payload) throws InterruptedException {}
}
