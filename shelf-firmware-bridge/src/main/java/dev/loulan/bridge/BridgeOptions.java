package dev.loulan.bridge;

import dev.loulan.bridge.mqtt.MqttOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What a bridge needs to know.
 *
 * @param device name of the controller, part of every topic
 * @param listen where boards connect; port 0 takes a free one
 * @param broker how to reach the broker
 * @param maxBoards boards beyond this number are refused
 * @param stallMillis how long nothing may be consumed, while something waits, before all that waits
 *     is published again; doubles while it does not help
 */
public record BridgeOptions(
    String device, InetSocketAddress listen, MqttOptions broker, int maxBoards, long stallMillis) {

  /** Frames of one board that may wait for the agent. */
  public static final int WINDOW = 64;

  /** On loopback, for at most 64 boards. */
  public static BridgeOptions onLoopback(String device, int port, MqttOptions broker) {
    InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new BridgeOptions(device, listen, broker, 64, 5_000);
  }

  public BridgeOptions withStallMillis(long millis) {
    return new BridgeOptions(device, listen, broker, maxBoards, millis);
  }

  public BridgeOptions withMaxBoards(int boards) {
    return new BridgeOptions(device, listen, broker, boards, stallMillis);
  }
}
