package dev.loulan.bridge.mqtt;

import java.nio.charset.StandardCharsets;

/** Payloads that are text: UTF-8. */
public final class MqttText {

  private MqttText() {}

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static String text(byte[] payload) {
    return new String(payload, StandardCharsets.UTF_8);
  }
}
