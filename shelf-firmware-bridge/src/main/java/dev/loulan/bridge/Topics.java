package dev.loulan.bridge;

import java.util.Optional;

/**
 * The MQTT topics of one controller, as in {@code docs/formats/mqtt-topics.md}.
 *
 * @param device name of the controller
 */
public record Topics(String device) {

  /** What the agent has consumed of a board's stream. */
  public record Consumed(long streamId, long sequence) {

    /** The payload: stream id in hex and the sequence in decimal. */
    public String payload() {
      return Long.toHexString(streamId) + " " + sequence;
    }

    /** Reads a payload; empty when it is none. */
    public static Optional<Consumed> parse(String payload) {
      int blank = payload.indexOf(' ');
      try {
        return Optional.of(
            new Consumed(
                Long.parseUnsignedLong(payload.substring(0, Math.max(0, blank)), 16),
                Long.parseLong(payload.substring(blank + 1), 10)));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * @throws IllegalArgumentException when the name is empty or would change the topic's levels
   */
  public Topics {
    if (device.isEmpty() || device.chars().anyMatch(c -> c <= ' ' || "/+#".indexOf(c) >= 0)) {
      throw new IllegalArgumentException(
          "A device's name is not empty and holds no blank / + #: '" + device + "'");
    }
  }

  public String frames(String board) {
    return base() + "/boards/" + board + "/frames";
  }

  /** The filter for the frames of all boards. */
  public String allFrames() {
    return frames("+");
  }

  public String consumed(String board) {
    return base() + "/boards/" + board + "/consumed";
  }

  /** The filter for what was consumed of all boards. */
  public String allConsumed() {
    return consumed("+");
  }

  public String bridgeStatus() {
    return base() + "/bridge/status";
  }

  public String agentStatus() {
    return base() + "/agent/status";
  }

  /** The agent has just subscribed: all that it has not consumed is published again. */
  public String agentReady() {
    return base() + "/agent/ready";
  }

  public String sessions() {
    return base() + "/sessions";
  }

  /** The board that a frames or consumed topic names; empty when it is another topic. */
  public Optional<String> boardOf(String topic) {
    String prefix = base() + "/boards/";
    int end = topic.lastIndexOf('/');
    return topic.startsWith(prefix) && end > prefix.length()
        ? Optional.of(topic.substring(prefix.length(), end))
        : Optional.empty();
  }

  private String base() {
    return "loulan/v1/" + device;
  }
}
