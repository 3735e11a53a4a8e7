package dev.loulan.agent;

import dev.loulan.agent.session.SessionNotice;
import dev.loulan.bridge.BridgeMetrics;
import java.util.Map;

/**
 * What an agent has counted since its boot, at one moment.
 *
 * @param journalEntries entries of the epoch in hand
 * @param messages MQTT messages taken
 * @param gaps frames that never came
 * @param segments journal segments that the server took
 * @param alerts alerts that are open
 * @param sessions sessions by how far they came; absent is none
 */
public record AgentCounts(
    boolean journalWrites,
    long journalEntries,
    long messages,
    long gaps,
    long segments,
    int alerts,
    Map<SessionNotice.State, Long> sessions,
    BridgeMetrics bridge) {

  public AgentCounts {
    sessions = Map.copyOf(sessions);
  }
}
