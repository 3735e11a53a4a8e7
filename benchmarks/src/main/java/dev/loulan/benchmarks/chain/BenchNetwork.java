package dev.loulan.benchmarks.chain;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.PartyRole;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.fabric.channel.Definition;
import dev.loulan.fabric.channel.Definitions;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import dev.loulan.fabric.network.Network;
import dev.loulan.fabric.node.Daemon;
import dev.loulan.fabric.node.Nodes;
import dev.loulan.fabric.node.Programs;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.ledger.fabric.FabricSettings;
import dev.loulan.sync.ledger.fabric.PeerConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hyperledger.fabric.client.GatewayException;

/** A network for measuring: made in a new folder, gone when it is closed. */
final class BenchNetwork implements AutoCloseable {
  static final Caller OPERATOR = new Caller("op", PartyRole.OPERATOR);
  private static final Definition PUT = new Definition("put", 2, 5, false);

  final Network network;
  final FabricGateway gateway;
  final List<FabricGateway> members = new ArrayList<>();
  private final List<PeerConnection> peers = new ArrayList<>();
  private final Layout layout;
  private final List<Daemon> putServers = new ArrayList<>();

  private BenchNetwork(Network network) {
    this.network = network;
    this.layout = network.layout();
    FabricSettings settings = network.settings("operator").withDeadline(Duration.ofSeconds(60));
    this.gateway = FabricGateway.open(settings, InstantSource.system());
    for (String member : layout.members()) {
      FabricSettings own = network.settings(member);
      FabricSettings alone = own.withPeers(List.of(own.peers().getFirst()));
      members.add(FabricGateway.open(alone, InstantSource.system()));
      peers.add(PeerConnection.open(alone, alone.peers().getFirst()));
    }
  }

  static BenchNetwork start(Layout layout, Path built, Consumer<String> progress) {
    Network network =
        new Network(
            layout,
            Programs.require(built, System.getenv()),
            java(256, "dev.loulan.chaincode.ChaincodeMain"),
            (step, values) -> progress.accept("chain: " + step + " " + List.of(values)));
    Runtime.getRuntime().addShutdownHook(new Thread(network::down, "network-down"));
    network.up();
    BenchNetwork started = new BenchNetwork(network);
    started.gateway.submit(
        OPERATOR,
        ContractCalls.configure(new JsonObjectBuilder().flag("simulatedClock", true).build()));
    return started;
  }

  private static List<String> java(int heapMiB, String main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Xmx" + heapMiB + "m",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        main);
  }

  /** Puts the peer of the comparison on the channel. */
  void installPut() {
    Definitions definitions = new Definitions(layout, network.programs());
    for (Node peer : layout.peerNodes()) {
      Path keys = peer.folder().resolve("chaincode");
      Daemon server = new Daemon(peer.name() + " put", peer.folder().resolve("put"));
      List<String> command = new ArrayList<>(java(128, PutChaincode.class.getName()));
      command.addAll(
          List.of(
              Integer.toString(peer.port() + PUT.portOffset()),
              definitions.packageId(PUT),
              keys.resolve("server.key").toString(),
              keys.resolve("server.crt").toString(),
              keys.resolve("ca/ca.crt").toString()));
      server.start(command, Map.of());
      putServers.add(server);
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
      Nodes.awaitOpen(server, peer.port() + PUT.portOffset());
      definitions.install(peer, PUT);
    }
    definitions.define(PUT, 1);
  }

  PeerConnection connection() {
    FabricSettings settings = network.settings("operator").withDeadline(Duration.ofSeconds(60));
    return PeerConnection.open(settings, settings.peers().getFirst());
  }

  /** Returns when every member's peer has stored what the operator's peer has stored by now. */
  void awaitStored() throws GatewayException {
    long height = peers.getFirst().height();
    for (PeerConnection peer : peers) {
      while (peer.height() < height) {
        Nodes.pause();
      }
    }
  }

  /** Every member's peer counts all sales and has the last one's lines; else it is an error. */
  void requireCounted(SellingDevice device) {
    for (FabricGateway member : members) {
      byte[] position = member.query(OPERATOR, ContractCalls.devicePosition(device.id())).payload();
      long sales = Fields.of(JsonReader.read(position), "position").integer("sales");
      if (sales != device.sales()) {
        throw new IllegalStateException(
            device.id() + " sold " + device.sales() + " times, a peer counts " + sales);
      }
      var _ = member.query(OPERATOR, ContractCalls.sale(device.lastSale()));
    }
  }

  /** All processes of the network, by name. */
  List<Daemon> daemons() {
    List<Daemon> all = new ArrayList<>();
    layout.ordererNodes().forEach(node -> all.add(Nodes.daemon(node)));
    layout.peerNodes().forEach(node -> all.add(Nodes.daemon(node)));
    layout.peerNodes().forEach(node -> all.add(Nodes.chaincodeDaemon(node)));
    return all;
  }

  /** CPU time so far, by what the processes are. */
  Map<String, Duration> cpu() {
    Map<String, Duration> sums = new TreeMap<>();
    sums.put("client", ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
    layout.ordererNodes().forEach(node -> add(sums, "four orderers", Nodes.daemon(node)));
    layout.peerNodes().forEach(node -> add(sums, "three peers", Nodes.daemon(node)));
    layout
        .peerNodes()
        .forEach(node -> add(sums, "three chaincode servers", Nodes.chaincodeDaemon(node)));
    return sums;
  }

  private static void add(Map<String, Duration> sums, String kind, Daemon daemon) {
    Duration used =
        daemon.process().flatMap(p -> p.info().totalCpuDuration()).orElse(Duration.ZERO);
    sums.merge(kind, used, Duration::plus);
  }

  /** Resident memory of a process, in MiB; 0 where the system does not say. */
  static double residentMiB(Daemon daemon) {
    return daemon
        .process()
        .map(process -> Path.of("/proc", Long.toString(process.pid()), "status"))
        .filter(Files::isReadable)
        .map(BenchNetwork::vmRss)
        .orElse(0.0);
  }

  /** Resident memory of this process, which is the client, in MiB. */
  static double ownMiB() {
    return vmRss(Path.of("/proc/self/status"));
  }

  private static double vmRss(Path status) {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Bytes that nodes of a kind keep on disk. */
  long ledgerBytes(Node.Kind kind) throws IOException {
    long sum = 0;
    List<Node> nodes = kind == Node.Kind.PEER ? layout.peerNodes() : layout.ordererNodes();
    for (Node node : nodes) {
      for (String folder : List.of("ledger", "wal")) {
        sum += bytes(node.folder().resolve(folder));
      }
    }
    return sum;
  }

  private static long bytes(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> Files.isRegularFile(file) ? file.toFile().length() : 0).sum();
    }
  }

  @Override
  public void close() {
    gateway.close();
    members.forEach(FabricGateway::close);
    peers.forEach(PeerConnection::close);
    putServers.forEach(Daemon::stop);
    network.down();
  }
}
