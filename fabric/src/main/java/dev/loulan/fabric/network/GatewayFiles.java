package dev.loulan.fabric.network;

import dev.loulan.fabric.identity.Identities;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import dev.loulan.fabric.layout.Organisation;
import dev.loulan.fabric.node.Nodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** For each member the settings with which its programs reach the channel, its own peers first. */
final class GatewayFiles {
  private GatewayFiles() {}

  static void write(Layout layout) {
    for (Organisation own : layout.memberOrganisations()) {
      List<Node> peers = new ArrayList<>(layout.peerNodes());
      peers.sort(Comparator.comparing(peer -> !peer.organisation().equals(own)));
      Nodes.write(layout.gateway(own.name()), text(own, peers));
    }
  }

  private static String text(Organisation own, List<Node> peers) {
    Path user = own.user(Identities.SERVER);
    StringBuilder text =
        new StringBuilder(
            "channel=%s\nmsp=%s\ncertificate=%s\nkey=%s\n"
                .formatted(
                    Layout.CHANNEL,
                    own.mspId(),
                    user.resolve("signcerts/cert.pem"),
                    user.resolve("keystore/key.pem")));
    int number = 1;
    for (Node peer : peers) {
      String prefix = "peer." + number++ + ".";
      text.append(prefix).append("address=").append(peer.address()).append('\n');
      text.append(prefix).append("msp=").append(peer.organisation().mspId()).append('\n');
      text.append(prefix).append("tls=").append(peer.organisation().tlsAuthority()).append('\n');
    }
    return text.toString();
  }
}
