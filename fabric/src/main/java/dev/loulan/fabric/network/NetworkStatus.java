package dev.loulan.fabric.network;

import java.util.List;
import java.util.OptionalLong;

/**
 * How a network is.
 *
 * @param ready whether every peer's organisation endorsed a call just now
 */
public record NetworkStatus(boolean ready, List<NodeStatus> orderers, List<NodeStatus> peers) {
  public NetworkStatus {
    orderers = List.copyOf(orderers);
    peers = List.copyOf(peers);
  }

  /**
   * How a node is.
   *
   * @param height blocks that it has; nothing when it does not answer
   */
  public record NodeStatus(String name, String organisation, boolean up, OptionalLong height) {}
}
