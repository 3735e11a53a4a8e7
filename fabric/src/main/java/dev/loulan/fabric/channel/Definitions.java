package dev.loulan.fabric.channel;

import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import dev.loulan.fabric.layout.Organisation;
import dev.loulan.fabric.node.Nodes;
import dev.loulan.fabric.node.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Puts the definitions {@code sales} and {@code terms} on the channel. Any two member organisations
 * endorse sales; all of them endorse terms. One private collection each, whose members they are.
 */
public final class Definitions {
  public static final String VERSION = "1";

  private final Layout layout;
  private final Programs programs;
  private final Path collections;

  public Definitions(Layout layout, Programs programs) {
    this.layout = layout;
    this.programs = programs;
    this.collections = layout.folder().resolve("channel/collections.json");
  }

  /** Installs both definitions on a peer and starts its chaincode server. */
  public void install(Nodes nodes, Node peer) {
    ChaincodePackage sales = packageOf(peer, "sales", peer.salesPort());
    ChaincodePackage terms = packageOf(peer, "terms", peer.termsPort());
    nodes.startChaincode(peer, sales.id(), terms.id());
    Nodes.awaitOpen(Nodes.chaincodeDaemon(peer), peer.termsPort());
    for (ChaincodePackage each : List.of(sales, terms)) {
      try {
        PeerCommand.run(
            programs, peer, "lifecycle", "chaincode", "install", each.file().toString());
      } catch (FabricProblem e) {
        if (!String.valueOf(e.getMessage()).contains("already successfully installed")) {
          throw e;
        }
      }
    }
  }

  /** Starts the chaincode server of a peer that has the definitions installed. */
  public void serve(Nodes nodes, Node peer) {
    nodes.startChaincode(
        peer,
        packageOf(peer, "sales", peer.salesPort()).id(),
        packageOf(peer, "terms", peer.termsPort()).id());
  }

  /** Every member approves this sequence of both definitions, then they are committed. */
  public void define(int sequence) {
    Nodes.write(collections, collectionsJson());
    for (String definition : List.of("sales", "terms")) {
      layout.memberOrganisations().parallelStream()
          .forEach(org -> approve(org, definition, sequence));
      commit(definition, sequence);
    }
  }

  /** The organisation approves a definition with the package that its own peer installed. */
  public void approve(Organisation organisation, String definition, int sequence) {
    Node peer = layout.peer(organisation.name());
    int port = definition.equals("sales") ? peer.salesPort() : peer.termsPort();
    List<String> command = base("approveformyorg", definition, sequence);
    command.addAll(List.of("--package-id", packageOf(peer, definition, port).id()));
    PeerCommand.run(programs, peer, command.toArray(String[]::new));
  }

  private void commit(String definition, int sequence) {
    List<String> command = base("commit", definition, sequence);
    for (Organisation member : layout.memberOrganisations()) {
      command.addAll(
          List.of(
              "--peerAddresses",
              layout.peer(member.name()).address(),
              "--tlsRootCertFiles",
              member.tlsAuthority().toString()));
    }
    Node first = layout.peer(layout.members().getFirst());
    PeerCommand.run(programs, first, command.toArray(String[]::new));
  }

  private List<String> base(String word, String definition, int sequence) {
    Node orderer = layout.ordererNodes().getFirst();
    return new ArrayList<>(
        List.of(
            "lifecycle",
            "chaincode",
            word,
            "--channelID",
            Layout.CHANNEL,
            "--name",
            definition,
            "--version",
            VERSION,
            "--sequence",
            Integer.toString(sequence),
            "--signature-policy",
            definition.equals("sales") ? anyTwo() : all(),
            "--collections-config",
            collections.toString(),
            "--orderer",
            orderer.address(),
            "--tls",
            "--cafile",
            orderer.organisation().tlsAuthority().toString()));
  }

  private ChaincodePackage packageOf(Node peer, String definition, int port) {
    return ChaincodePackage.make(peer, definition, port);
  }

  private String anyTwo() {
    return "OutOf(2, " + principals("peer") + ")";
  }

  private String all() {
    return "AND(" + principals("peer") + ")";
  }

  private String collectionsJson() {
    return """
    [{"name":"trade","policy":"OR(%s)","requiredPeerCount":1,"maxPeerCount":3,"blockToLive":0,
      "memberOnlyRead":true,"memberOnlyWrite":true}]
    """
        .formatted(principals("member"));
  }

  private String principals(String unit) {
    return layout.memberOrganisations().stream()
        .map(org -> "'" + org.mspId() + "." + unit + "'")
        .collect(Collectors.joining(", "));
  }
}
