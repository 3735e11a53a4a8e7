package dev.loulan.fabric.channel;

import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import dev.loulan.fabric.layout.Organisation;
import dev.loulan.fabric.node.Command;
import dev.loulan.fabric.node.Nodes;
import dev.loulan.fabric.node.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes the channel's first block. Policies on the hot paths name the organisations themselves
 * (signature policies): the implicit ones of Fabric's sample check each signature once for every
 * organisation below them.
 */
public final class Genesis {
  /** Blocks are cut after this time; both settings of a BFT orderer must agree. */
  private static final int BATCH_MILLIS = 100;

  /** Most transactions in a block. */
  static final int BLOCK_TRANSACTIONS = 500;

  private Genesis() {}

  /** Makes the block, unless it is there. */
  public static void make(Layout layout, Programs programs) {
    if (Files.exists(layout.genesis())) {
      return;
    }
    make(layout, programs, layout.genesis(), BLOCK_TRANSACTIONS);
  }

  /** Makes the first block of a channel that is as the layout says now. */
  static void make(Layout layout, Programs programs, Path block, int blockTransactions) {
    Path folder = block.resolveSibling("");
    Nodes.write(folder.resolve("configtx.yaml"), yaml(layout, blockTransactions));
    Command.in(folder)
        .with("FABRIC_CFG_PATH", folder)
        .run(
            programs.configtxgen().toString(),
            "-profile",
            "Loulan",
            "-channelID",
            Layout.CHANNEL,
            "-outputBlock",
            block.toString());
  }

  static String yaml(Layout layout, int blockTransactions) {
    List<Organisation> all = layout.organisations();
    StringBuilder text = new StringBuilder("Organizations:\n");
    all.forEach(org -> text.append(organisation(layout, org)));
    text.append(
        """
        Profiles:
          Loulan:
            Capabilities: {V3_0: true}
            Policies:
              Readers: {Type: Signature, Rule: "%s"}
              Writers: {Type: Signature, Rule: "%s"}
              Admins: {Type: ImplicitMeta, Rule: "MAJORITY Admins"}
        """
            .formatted(any(all), any(all)));
    text.append(orderer(layout, blockTransactions));
    text.append(application(layout));
    return text.toString();
  }

  private static String organisation(Layout layout, Organisation org) {
    StringBuilder text =
        new StringBuilder(
            """
              - &%s
                Name: %s
                ID: %s
                MSPDir: %s
                Policies:
                  Readers: {Type: Signature, Rule: "OR('%3$s.member')"}
                  Writers: {Type: Signature, Rule: "OR('%3$s.member')"}
                  Admins: {Type: Signature, Rule: "OR('%3$s.admin')"}
                  Endorsement: {Type: Signature, Rule: "OR('%3$s.peer')"}
            """
                .formatted(org.name(), org.mspId(), org.mspId(), org.msp()));
    for (Node node : layout.ordererNodes()) {
      if (node.organisation().equals(org)) {
        text.append("    OrdererEndpoints: [\"").append(node.address()).append("\"]\n");
      }
    }
    if (layout.members().contains(org.name())) {
      Node peer = layout.peer(org.name());
      text.append("    AnchorPeers: [{Host: 127.0.0.1, Port: %d}]\n".formatted(peer.port()));
    }
    return text.toString();
  }

  private static String orderer(Layout layout, int blockTransactions) {
    List<Organisation> orgs = layout.orderers().stream().map(layout::organisation).toList();
    String text =
        """
            Orderer:
              OrdererType: %s
              BatchTimeout: %dms
              BatchSize: {MaxMessageCount: %d, AbsoluteMaxBytes: 20 MB, PreferredMaxBytes: 8 MB}
              MaxChannels: 0
              Capabilities: {V2_0: true}
              Policies:
                Readers: {Type: Signature, Rule: "%s"}
                Writers: {Type: Signature, Rule: "%s"}
                Admins: {Type: ImplicitMeta, Rule: "MAJORITY Admins"}
                BlockValidation: {Type: ImplicitMeta, Rule: "ANY Writers"}
              Organizations:
        %s
        """
            .formatted(
                layout.consensus(),
                BATCH_MILLIS,
                blockTransactions,
                any(layout.organisations()),
                any(layout.organisations()),
                references(orgs))
            .indent(0);
    return text + (layout.consensus().equals("BFT") ? bft(layout) : raft(layout));
  }

  private static String bft(Layout layout) {
    StringBuilder text =
        new StringBuilder(
            """
                  SmartBFT:
                    RequestBatchMaxInterval: %dms
                    RequestForwardTimeout: 2s
                    RequestComplainTimeout: 6s
                    RequestAutoRemoveTimeout: 3m
                    ViewChangeResendInterval: 2s
                    ViewChangeTimeout: 8s
                    LeaderHeartbeatTimeout: 6s
                    CollectTimeout: 1s
                    IncomingMessageBufferSize: 400
                    RequestPoolSize: 2000
                    LeaderHeartbeatCount: 10
                  ConsenterMapping:
            """
                .formatted(BATCH_MILLIS));
    int id = 1;
    for (Node node : layout.ordererNodes()) {
      text.append(
          """
                  - ID: %d
                    Host: 127.0.0.1
                    Port: %d
                    MSPID: %s
                    Identity: %s
                    ClientTLSCert: %s
                    ServerTLSCert: %s
          """
              .formatted(
                  id++,
                  node.port(),
                  node.organisation().mspId(),
                  node.msp().resolve("signcerts/cert.pem"),
                  node.tls().resolve("server.crt"),
                  node.tls().resolve("server.crt")));
    }
    return text.toString();
  }

  private static String raft(Layout layout) {
    Node node = layout.ordererNodes().getFirst();
    return """
          EtcdRaft:
            Options:
              TickInterval: 500ms
              ElectionTick: 10
              HeartbeatTick: 1
              MaxInflightBlocks: 5
              SnapshotIntervalSize: 16 MB
            Consenters:
              - Host: 127.0.0.1
                Port: %d
                ClientTLSCert: %s
                ServerTLSCert: %s
    """
        .formatted(node.port(), node.tls().resolve("server.crt"), node.tls().resolve("server.crt"));
  }

  private static String application(Layout layout) {
    List<Organisation> members = layout.memberOrganisations();
    return """
        Application:
          Capabilities: {V2_5: true}
          Policies:
            Readers: {Type: Signature, Rule: "%s"}
            Writers: {Type: Signature, Rule: "%s"}
            Admins: {Type: ImplicitMeta, Rule: "MAJORITY Admins"}
            Endorsement: {Type: ImplicitMeta, Rule: "MAJORITY Endorsement"}
            LifecycleEndorsement: {Type: ImplicitMeta, Rule: "MAJORITY Endorsement"}
          Organizations:
    %s
    """
        .formatted(any(layout.organisations()), any(layout.organisations()), references(members));
  }

  private static String references(List<Organisation> orgs) {
    return orgs.stream().map(org -> "        - *" + org.name()).collect(Collectors.joining("\n"));
  }

  static String any(List<Organisation> orgs) {
    return orgs.stream()
        .map(org -> "'" + org.mspId() + ".member'")
        .collect(Collectors.joining(", ", "OR(", ")"));
  }
}
