package dev.loulan.fabric.network;

import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.FabricProblem.Kind;
import dev.loulan.fabric.Progress.Step;
import dev.loulan.fabric.channel.ChannelUpdate;
import dev.loulan.fabric.channel.Definitions;
import dev.loulan.fabric.channel.Peers;
import dev.loulan.fabric.identity.Identities;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import dev.loulan.fabric.node.Nodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What changes in a network that runs, while its users go on. One process at a time is away, which
 * neither ordering nor batches need; settlement may wait a few seconds. A change that was cut off
 * is finished by asking for it again, or by {@link Network#up} where that says that it was made.
 */
public final class NetworkChange {
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private final Network network;
  private final Layout layout;

  public NetworkChange(Network network) {
    this.network = network;
    this.layout = network.layout();
  }

  /**
   * An orderer for an organisation that has none.
   *
   * @return the network with it
   */
  public Network addOrderer(String organisation) {
    requireNew(organisation, layout.orderers());
    requireOrderers();
    Layout next = layout.withOrderer(organisation);
    Identities.make(next);
    network.progress().begins(Step.CONFIGURATION, organisation);
    Path block = new ChannelUpdate(layout, network.programs()).bringTo(next);
    next.store();
    Node added = next.ordererNodes().getLast();
    network.progress().begins(Step.ORDERERS, 1);
    network.nodes().start(next, added);
    Nodes.awaitOpen(Nodes.daemon(added), added.secondPort());
    OrdererAdmin admin = new OrdererAdmin(added);
    if (admin.height().isEmpty()) {
      admin.join(block);
    }
    awaitOrderer(added);
    return network.with(next);
  }

  /**
   * An organisation with peers, which from then on endorses settlements as the others do.
   *
   * @return the network with it
   */
  public Network addOrganisation(String organisation) {
    requireNew(organisation, layout.members());
    requireOrderers();
    if (!layout.peerNodes().stream().allMatch(definitions()::serves)) {
      upgrade(); // of an older network: what the new member approves the others must have, too
    }
    Layout next = layout.withMember(organisation);
    Network grown = network.with(next);
    Identities.make(next);
    network.progress().begins(Step.CONFIGURATION, organisation);
    new ChannelUpdate(layout, network.programs()).bringTo(next);
    GatewayFiles.write(next);
    List<Node> added = Layout.of(organisation, next.peerNodes());
    network.progress().begins(Step.PEERS, added.size());
    Definitions definitions = new Definitions(next, network.programs());
    for (Node peer : added) {
      network.nodes().start(next, peer);
      new Peers(network.programs()).join(peer, next.genesis());
      awaitPeer(grown, peer);
      definitions.install(network.nodes(), peer);
    }
    network.progress().begins(Step.DEFINITIONS);
    int sequence = sequence() + 1;
    new ChannelUpdate(next, network.programs())
        .oneTransactionABlock(() -> definitions.define(sequence));
    Nodes.write(next.defined(), sequence + "\n");
    next.store();
    grown.awaitReady();
    return grown;
  }

  /**
   * The contract as it is installed here now: chaincode servers start anew one after the other,
   * then all members agree on the definitions. The operator's server upgrades the state when it
   * next starts.
   */
  public void upgrade() {
    requireOrderers();
    Definitions definitions = definitions();
    network.progress().begins(Step.CHAINCODE, layout.peerNodes().size());
    boolean samePackages = layout.peerNodes().stream().allMatch(definitions::serves);
    layout.peerNodes().parallelStream().forEach(definitions::install);
    if (samePackages) {
      for (Node peer : layout.peerNodes()) {
        definitions.serve(network.nodes(), peer);
        network.awaitReady();
      }
      define(definitions);
    } else {
      // A server answers for one package, so all change over at once, after the definitions.
      define(definitions);
      layout.peerNodes().forEach(peer -> definitions.serve(network.nodes(), peer));
    }
    network.awaitReady();
  }

  private Definitions definitions() {
    return new Definitions(layout, network.programs());
  }

  private void define(Definitions definitions) {
    network.progress().begins(Step.DEFINITIONS);
    int sequence = sequence() + 1;
    definitions.define(sequence);
    Nodes.write(layout.defined(), sequence + "\n");
  }

  /** New certificates for an organisation's people, programs and nodes, which start anew. */
  public void renew(String organisation) {
    requireKnown(organisation);
    requireOrderers();
    network.progress().begins(Step.IDENTITIES, layout.folder());
    Identities.renew(layout, organisation);
    network.progress().begins(Step.CONFIGURATION, organisation);
    new ChannelUpdate(layout, network.programs()).bringTo(layout);
    for (Node orderer : Layout.of(organisation, layout.ordererNodes())) {
      network.progress().begins(Step.ORDERERS, 1);
      Nodes.daemon(orderer).stop();
      network.nodes().start(layout, orderer);
      awaitOrderer(orderer);
    }
    for (Node peer : Layout.of(organisation, layout.peerNodes())) {
      network.progress().begins(Step.PEERS, 1);
      Nodes.daemon(peer).stop();
      network.nodes().start(layout, peer);
      network.nodes().startChaincode(peer);
      Nodes.awaitOpen(Nodes.daemon(peer), peer.port());
      awaitPeer(network, peer);
    }
    network.awaitReady();
  }

  private void requireKnown(String organisation) {
    if (layout.organisations().stream().noneMatch(org -> org.name().equals(organisation))) {
      throw new FabricProblem(Kind.UNKNOWN_NAME, organisation);
    }
  }

  private static void requireNew(String organisation, List<String> names) {
    if (!organisation.matches("(operator|host|supplier|platform)[0-9]{0,4}")) {
      throw new FabricProblem(Kind.BAD_NAME, organisation);
    }
    if (names.contains(organisation)) {
      throw new FabricProblem(Kind.NAME_TAKEN, organisation);
    }
  }

  /** A change needs all orderers: the new one counts for the quorum before it can vote. */
  private void requireOrderers() {
    for (Node node : layout.ordererNodes()) {
      if (new OrdererAdmin(node).height().isEmpty()) {
        throw new FabricProblem(Kind.NODE_FAILED, node.name(), Nodes.daemon(node).lastWords());
      }
    }
  }

  /** Until it has what the first orderer has now. */
  private void awaitOrderer(Node orderer) {
    long wanted =
        layout.ordererNodes().stream()
            .filter(node -> !node.equals(orderer))
            .mapToLong(node -> new OrdererAdmin(node).height().orElse(0))
            .max()
            .orElse(0);
    await(orderer, () -> new OrdererAdmin(orderer).height().orElse(-1) >= wanted);
  }

  private void awaitPeer(Network grown, Node peer) {
    long wanted = new OrdererAdmin(layout.ordererNodes().getFirst()).height().orElse(0);
    await(peer, () -> grown.height(peer).orElse(-1) >= wanted);
  }

  private static void await(Node node, BooleanSupplier done) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline || !Nodes.daemon(node).isUp()) {
        throw new FabricProblem(Kind.NODE_FAILED, node.name(), Nodes.daemon(node).lastWords());
      }
      Nodes.pause();
    }
  }

  private int sequence() {
    try {
      return Integer.parseInt(Files.readString(layout.defined()).strip());
    } catch (IOException | NumberFormatException e) {
      throw new FabricProblem(Kind.NO_NETWORK, layout.folder());
    }
  }
}
