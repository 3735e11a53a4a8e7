package dev.loulan.fabric.channel;

import dev.loulan.fabric.identity.Identities;
import dev.loulan.fabric.layout.Node;
import dev.loulan.fabric.layout.Organisation;
import dev.loulan.fabric.node.Command;
import dev.loulan.fabric.node.Programs;

/** Fabric's {@code peer} program as an organisation's administrator, against one of its peers. */
final class PeerCommand {
  private PeerCommand() {}

  static String run(Programs programs, Node peer, String... arguments) {
    return as(programs, peer, peer.organisation(), arguments);
  }

  /** As another organisation's administrator: an organisation without a peer signs this way. */
  static String as(Programs programs, Node peer, Organisation organisation, String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = programs.peer().toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return Command.in(peer.folder())
        .with("FABRIC_CFG_PATH", peer.folder())
        .with("FABRIC_LOGGING_SPEC", "error")
        .with("CORE_PEER_LOCALMSPID", organisation.mspId())
        .with("CORE_PEER_MSPCONFIGPATH", organisation.user(Identities.ADMIN))
        .with("CORE_PEER_ADDRESS", peer.address())
        .with("CORE_PEER_TLS_ENABLED", "true")
        .with("CORE_PEER_TLS_ROOTCERT_FILE", peer.organisation().tlsAuthority())
        .run(command);
  }
}
