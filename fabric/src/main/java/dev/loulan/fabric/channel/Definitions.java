package dev.loulan.fabric.channel;

import dev.loulan.contract.state.StateVersion;
import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import dev.loulan.fabric.layout.Organisation;
import dev.loulan.fabric.node.Nodes;
import dev.loulan.fabric.node.Programs;
import dev.loulan.provisioning.SecretFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts the definitions {@code sales} and {@code terms} on the channel. Any two member organisations
 * endorse sales; all of them endorse terms. One private collection each, whose members they are.
 */
public final class Definitions {
  /** A new format of the contract's state is a new version of the definitions. */
  private static final String VERSION = Long.toString(StateVersion.CURRENT);

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
    install(peer);
    serve(nodes, peer);
  }

  /** Installs both definitions on a peer. */
  public void install(Node peer) {
    install(peer, Definition.SALES);
    install(peer, Definition.TERMS);
  }

  /** Whether the peer's chaincode server answers for the packages that would be installed now. */
  public boolean serves(Node peer) {
    return Nodes.chaincodeServes(peer, ids());
  }

  /** Installs a definition, whose server runs, on a peer; returns the package id. */
  public String install(Node peer, Definition definition) {
    ChaincodePackage made = packageOf(definition);
    SecretFile.write(
        Nodes.connection(peer, definition.name()),
        ChaincodePackage.connection(peer, peer.port() + definition.portOffset()));
    try {
      PeerCommand.run(programs, peer, "lifecycle", "chaincode", "install", made.file().toString());
    } catch (FabricProblem e) {
      if (!String.valueOf(e.getMessage()).contains("already successfully installed")) {
        throw e;
      }
    }
    return made.id();
  }

  /** Starts the chaincode server of a peer anew, for the packages as they are now. */
  public void serve(Nodes nodes, Node peer) {
    Nodes.chaincodeDaemon(peer).stop();
    Nodes.writeChaincode(peer, ids());
    nodes.startChaincode(peer);
    Nodes.awaitOpen(Nodes.chaincodeDaemon(peer), peer.termsPort());
  }

  private Map<String, String> ids() {
    return Map.of(
        Definition.SALES.name(), packageId(Definition.SALES),
        Definition.TERMS.name(), packageId(Definition.TERMS));
  }

  /** The id that the package of a definition has; chaincode servers must be told. */
  public String packageId(Definition definition) {
    return packageOf(definition).id();
  }

  /** Every member approves this sequence of both definitions, then they are committed. */
  public void define(int sequence) {
    define(Definition.SALES, sequence);
    define(Definition.TERMS, sequence);
  }

  /** Every member approves this sequence of a definition, then it is committed. */
  public void define(Definition definition, int sequence) {
    Nodes.write(collections, collectionsJson());
    layout.memberOrganisations().parallelStream()
        .forEach(org -> approve(org, definition, sequence));
    commit(definition, sequence);
  }

  /** The organisation approves a definition with the package that its peers installed. */
  private void approve(Organisation organisation, Definition definition, int sequence) {
    Node peer = layout.peer(organisation.name());
    List<String> command = base("approveformyorg", definition, sequence);
    command.addAll(List.of("--package-id", packageId(definition)));
    PeerCommand.run(programs, peer, command.toArray(String[]::new));
  }

  private void commit(Definition definition, int sequence) {
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

  private List<String> base(String word, Definition definition, int sequence) {
    Node orderer = layout.ordererNodes().getFirst();
    List<String> command =
        new ArrayList<>(
            List.of(
                "lifecycle",
                "chaincode",
                word,
                "--channelID",
                Layout.CHANNEL,
                "--name",
                definition.name(),
                "--version",
                VERSION,
                "--sequence",
                Integer.toString(sequence),
                "--signature-policy",
                policy(definition),
                "--orderer",
                orderer.address(),
                "--tls",
                "--cafile",
                orderer.organisation().tlsAuthority().toString()));
    if (definition.privateTrade()) {
      command.addAll(List.of("--collections-config", collections.toString()));
    }
    return command;
  }

  private ChaincodePackage packageOf(Definition definition) {
    return ChaincodePackage.make(layout.folder().resolve("channel"), definition.name());
  }

  private String policy(Definition definition) {
    return definition.endorsers() == 0
        ? "AND(" + principals("peer") + ")"
        : "OutOf(" + definition.endorsers() + ", " + principals("peer") + ")";
  }

  /**
   * Peers do not push private data to one another: the endorsers hold it before a transaction can
   * be ordered, and whoever did not endorse fetches it when the block comes. Pushed, every batch
   * would travel four times more, each time to be made into text for a log that is off.
   */
  private String collectionsJson() {
    return """
    [{"name":"trade","policy":"OR(%s)","requiredPeerCount":0,"maxPeerCount":0,"blockToLive":0,
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
