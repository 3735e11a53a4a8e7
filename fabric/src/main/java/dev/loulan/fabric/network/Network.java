package dev.loulan.fabric.network;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.PartyRole;
import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.FabricProblem.Kind;
import dev.loulan.fabric.Progress;
import dev.loulan.fabric.Progress.Step;
import dev.loulan.fabric.channel.Definitions;
import dev.loulan.fabric.channel.Genesis;
import dev.loulan.fabric.channel.Peers;
import dev.loulan.fabric.identity.Identities;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import dev.loulan.fabric.network.NetworkStatus.NodeStatus;
import dev.loulan.fabric.node.Daemon;
import dev.loulan.fabric.node.Nodes;
import dev.loulan.fabric.node.Programs;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.ledger.fabric.FabricSettings;
import dev.loulan.sync.ledger.fabric.PeerConnection;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.GatewayRuntimeException;

/**
 * The network of one folder. Every step looks first at what is there, so that {@link #up} starts a
 * new network, one that was stopped, and the missing part of one that half runs.
 */
public final class Network {
  private static final Duration READY = Duration.ofSeconds(90);
  private static final Duration PROBE = Duration.ofSeconds(10);

  private final Layout layout;
  private final Programs programs;
  private final Nodes nodes;
  private final Progress progress;

  /**
   * A network that is described, not started.
   *
   * @param chaincode command that starts a chaincode server, to which its settings file is added
   */
  public Network(Layout layout, Programs programs, List<String> chaincode, Progress progress) {
    this(layout, programs, new Nodes(programs, chaincode), progress);
  }

  private Network(Layout layout, Programs programs, Nodes nodes, Progress progress) {
    this.layout = layout;
    this.programs = programs;
    this.nodes = nodes;
    this.progress = progress;
  }

  public Layout layout() {
    return layout;
  }

  public Nodes nodes() {
    return nodes;
  }

  public Programs programs() {
    return programs;
  }

  /** Starts everything that does not run; returns when all members endorsed a call. */
  public void up() {
    Nodes.requireFree(layout);
    progress.begins(Step.IDENTITIES, layout.folder());
    layout.store(); // from now on it can be taken down, whatever becomes of this start
    Identities.make(layout);
    Genesis.make(layout, programs);
    progress.begins(Step.ORDERERS, layout.ordererNodes().size());
    layout.ordererNodes().forEach(node -> nodes.start(layout, node));
    progress.begins(Step.PEERS, layout.peerNodes().size());
    layout.peerNodes().forEach(node -> nodes.start(layout, node));
    layout.ordererNodes().parallelStream().forEach(this::join);
    Peers peers = new Peers(programs);
    layout.peerNodes().parallelStream().forEach(node -> peers.join(node, layout.genesis()));
    Definitions definitions = new Definitions(layout, programs);
    progress.begins(Step.CHAINCODE, layout.peerNodes().size());
    boolean defined = Files.exists(layout.defined());
    layout.peerNodes().parallelStream()
        .forEach(peer -> {
          if (defined) {
            nodes.startChaincode(peer);
          } else {
            definitions.install(nodes, peer);
          }
        });
    GatewayFiles.write(layout);
    if (!defined) {
      progress.begins(Step.DEFINITIONS);
      definitions.define(1);
      Nodes.write(layout.defined(), "1\n");
    }
    awaitReady();
    progress.begins(Step.READY);
  }

  /** Stops all processes, those of a change that was cut off, too; what they stored stays. */
  public void down() {
    progress.begins(Step.STOPPING);
    Daemon.under(layout.folder().resolve("peers")).parallelStream().forEach(Daemon::stop);
    Daemon.under(layout.folder().resolve("orderers")).parallelStream().forEach(Daemon::stop);
  }

  public NetworkStatus status() {
    List<NodeStatus> orderers = new ArrayList<>();
    for (Node node : layout.ordererNodes()) {
      boolean up = Nodes.daemon(node).isUp();
      OptionalLong height = up ? new OrdererAdmin(node).height() : OptionalLong.empty();
      orderers.add(new NodeStatus(node.name(), node.organisation().name(), up, height));
    }
    List<NodeStatus> peers = new ArrayList<>();
    for (Node node : layout.peerNodes()) {
      boolean up = Nodes.daemon(node).isUp();
      OptionalLong height = up ? height(node) : OptionalLong.empty();
      peers.add(new NodeStatus(node.name(), node.organisation().name(), up, height));
    }
    return new NetworkStatus(isReady(), orderers, peers);
  }

  /** Whether all members endorse a call now. */
  public boolean isReady() {
    try (FabricGateway gateway =
        FabricGateway.open(
            settings(layout.members().getFirst()).withDeadline(PROBE), InstantSource.system())) {
      gateway.prepare(new Caller("probe", PartyRole.OPERATOR), ContractCalls.parties());
      return true;
    } catch (LedgerUnavailableException | IllegalArgumentException e) {
      return false;
    }
  }

  /** How a program of an organisation reaches the channel. */
  public FabricSettings settings(String organisation) {
    return FabricSettings.read(layout.gateway(organisation));
  }

  /** How many blocks a peer has; nothing when it does not answer. */
  public OptionalLong height(Node peer) {
    FabricSettings settings = settings(peer.organisation().name()).withDeadline(PROBE);
    var address =
        new FabricSettings.PeerAddress(
            peer.organisation().mspId(),
            "127.0.0.1",
            peer.port(),
            peer.organisation().tlsAuthority());
    try (PeerConnection connection = PeerConnection.open(settings, address)) {
      return OptionalLong.of(connection.height());
    } catch (GatewayException | GatewayRuntimeException | IllegalArgumentException e) {
      return OptionalLong.empty();
    }
  }

  /** The same processes, of which the layout knows more or less. */
  Network with(Layout other) {
    return new Network(other, programs, nodes, progress);
  }

  Progress progress() {
    return progress;
  }

  private void join(Node orderer) {
    Nodes.awaitOpen(Nodes.daemon(orderer), orderer.secondPort());
    OrdererAdmin admin = new OrdererAdmin(orderer);
    if (admin.height().isEmpty()) {
      admin.join(layout.genesis());
    }
  }

  /** Returns when all members endorsed a call. */
  void awaitReady() {
    long deadline = System.nanoTime() + READY.toNanos();
    while (!isReady()) {
      requireRunning();
      if (System.nanoTime() > deadline) {
        throw new FabricProblem(Kind.NODE_FAILED, "network", "no endorsement by all members");
      }
      Nodes.pause();
    }
  }

  private void requireRunning() {
    for (Node node : layout.ordererNodes()) {
      requireUp(Nodes.daemon(node));
    }
    for (Node node : layout.peerNodes()) {
      requireUp(Nodes.daemon(node));
      requireUp(Nodes.chaincodeDaemon(node));
    }
  }

  private static void requireUp(Daemon daemon) {
    if (!daemon.isUp()) {
      throw new FabricProblem(Kind.NODE_FAILED, daemon.name(), daemon.lastWords());
    }
  }
}
