package dev.loulan.fabric.channel;

import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import dev.loulan.fabric.node.Nodes;
import dev.loulan.fabric.node.Programs;
import java.nio.file.Path;

/** Brings peers onto the channel. */
public record Peers(Programs programs) {

  /** Joins by a block of the channel, unless the peer is on it. */
  public void join(Node peer, Path block) {
    Nodes.awaitOpen(Nodes.daemon(peer), peer.port());
    if (!PeerCommand.run(programs, peer, "channel", "list").contains(Layout.CHANNEL)) {
      PeerCommand.run(programs, peer, "channel", "join", "-b", block.toString());
    }
  }
}
