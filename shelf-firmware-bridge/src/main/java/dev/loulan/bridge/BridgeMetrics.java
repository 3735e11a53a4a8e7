package dev.loulan.bridge;

import dev.loulan.bridge.frame.RefuseCode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a bridge has counted since it started, at one moment.
 *
 * @param connections open TCP connections
 * @param boards boards that have said hello
 * @param frames frames taken, without HELLO and duplicates
 * @param duplicates frames that a board sent again although they were here
 * @param published MQTT messages that the broker was given, repeated ones included
 * @param repeated those of them that were given before
 * @param acknowledged frames that the agent consumed
 * @param waiting frames taken and not consumed
 * @param refused frames refused, by reason; reasons without a case are absent
 * @param brokerConnected whether the broker is there now
 * @param brokerLost how often it was lost or could not be reached
 * @param alerts what a person should see, each kind once, with its count and its last case
 */
public record BridgeMetrics(
    int connections,
    int boards,
    long frames,
    long duplicates,
    long published,
    long repeated,
    long acknowledged,
    int waiting,
    Map<RefuseCode, Long> refused,
    boolean brokerConnected,
    long brokerLost,
    List<BridgeAlert> alerts) {

  public BridgeMetrics {
    Map<RefuseCode, Long> copy = new EnumMap<>(RefuseCode.class);
    copy.putAll(refused);
    refused = Collections.unmodifiableMap(copy);
    alerts = List.copyOf(alerts);
  }

  /** Frames refused for any reason. */
  public long refusedFrames() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }
}
