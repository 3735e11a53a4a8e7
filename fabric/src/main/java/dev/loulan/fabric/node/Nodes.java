package dev.loulan.fabric.node;

import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.FabricProblem.Kind;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts orderers, peers and chaincode servers. */
public final class Nodes {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Map<String, String> QUIET =
      Map.of("FABRIC_LOGGING_SPEC", System.getenv().getOrDefault("LOULAN_FABRIC_LOG", "error"));

  private final Programs programs;
  private final List<String> chaincode;

  /**
   * Runs nodes with these programs.
   *
   * @param chaincode command that starts a chaincode server, to which its settings file is added
   */
  public Nodes(Programs programs, List<String> chaincode) {
    this.programs = programs;
    this.chaincode = List.copyOf(chaincode);
  }

  public static Daemon daemon(Node node) {
    return new Daemon(node.name(), node.folder());
  }

  public static Daemon chaincodeDaemon(Node peer) {
    return new Daemon(peer.name() + " chaincode", peer.folder().resolve("chaincode"));
  }

  /** Makes sure that what does not run can start, before anything is made for it. */
  public static void requireFree(Layout layout) {
    Stream.concat(layout.ordererNodes().stream(), layout.peerNodes().stream())
        .filter(node -> !daemon(node).isUp())
        .forEach(Nodes::requireFree);
  }

  /**
   * Writes the node's configuration and starts it, unless it runs. A peer that starts gets a new
   * chaincode server: one that lost its peer in the middle of a call keeps the call's thread, and
   * later calls from one chaincode to the other wait for it without end.
   */
  public void start(Layout layout, Node node) {
    Daemon daemon = daemon(node);
    if (daemon.isUp()) {
      return;
    }
    requireFree(node);
    switch (node.kind()) {
      case ORDERER -> write(node.folder().resolve("orderer.yaml"), OrdererFiles.yaml(layout, node));
      case PEER -> {
        chaincodeDaemon(node).stop();
        write(node.folder().resolve("core.yaml"), PeerFiles.yaml(layout, node));
        writeBuilder(node);
      }
    }
    List<String> command =
        switch (node.kind()) {
          case ORDERER -> List.of(programs.orderer().toString());
          case PEER -> List.of(programs.peer().toString(), "node", "start");
        };
    Map<String, String> environment = new java.util.TreeMap<>(QUIET);
    environment.put("FABRIC_CFG_PATH", node.folder().toString());
    daemon.start(command, environment);
  }

  /**
   * Writes what the chaincode server of a peer has to know when it starts.
   *
   * @param ids package id of each definition on this peer, by its name
   */
  public static void writeChaincode(Node peer, Map<String, String> ids) {
    Path folder = peer.folder().resolve("chaincode");
    write(
        chaincodeSettings(peer),
        """
        sales.address=127.0.0.1:%d
        sales.id=%s
        terms.address=127.0.0.1:%d
        terms.id=%s
        tls.key=%s
        tls.certificate=%s
        tls.clients=%s
        """
            .formatted(
                peer.salesPort(),
                ids.get("sales"),
                peer.termsPort(),
                ids.get("terms"),
                folder.resolve("server.key"),
                folder.resolve("server.crt"),
                folder.resolve("ca/ca.crt")));
  }

  /** Whether that was last written with these package ids. */
  public static boolean chaincodeServes(Node peer, Map<String, String> ids) {
    try {
      String settings = Files.readString(chaincodeSettings(peer));
      return ids.values().stream().allMatch(id -> settings.contains("=" + id + "\n"));
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts the chaincode server of a peer as it was last told, unless it runs. */
  public void startChaincode(Node peer) {
    List<String> command = new java.util.ArrayList<>(chaincode);
    command.add(chaincodeSettings(peer).toString());
    chaincodeDaemon(peer).start(command, Map.of());
  }

  private static Path chaincodeSettings(Node peer) {
    return peer.folder().resolve("chaincode/chaincode.properties");
  }

  /** Waits until a port of a process is open. */
  public static void awaitOpen(Daemon daemon, int port) {
    long deadline = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < deadline) {
      if (!daemon.isUp()) {
        throw new FabricProblem(Kind.NODE_FAILED, daemon.name(), daemon.lastWords());
      }
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        return;
      } catch (IOException e) {
        pause();
      }
    }
    throw new FabricProblem(Kind.NODE_FAILED, daemon.name(), daemon.lastWords());
  }

  /** A short rest between two looks at something. */
  public static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FabricProblem(Kind.NODE_FAILED, "network", "interrupted");
    }
  }

  /** What follows these ports belongs to a peer's chaincode server, which may still run. */
  private static void requireFree(Node node) {
    for (int port = node.port(); port <= node.operationsPort(); port++) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      } catch (IOException e) {
        throw new FabricProblem(Kind.PORT_TAKEN, port, node.name());
      }
    }
  }

  /** Where a peer's builder finds how to reach the server of a definition. */
  public static Path connection(Node peer, String definition) {
    return peer.folder().resolve("chaincode").resolve(definition + ".json");
  }

  /** The three programs by which a peer takes a chaincode that its own server serves. */
  private static void writeBuilder(Node peer) {
    Path folder = peer.folder().resolve("builder/bin");
    writeScript(folder.resolve("detect"), "grep -q '\"type\":\"loulan\"' \"$2/metadata.json\"\n");
    writeScript(folder.resolve("build"), "cp \"$1/definition\" \"$3/\"\n");
    writeScript(
        folder.resolve("release"),
        """
        mkdir -p "$2/chaincode/server"
        cp '%s'/"$(cat "$1/definition")".json "$2/chaincode/server/connection.json"
        """
            .formatted(connection(peer, "any").getParent()));
  }

  private static void writeScript(Path file, String text) {
    if (Files.exists(file)) {
      return; // a peer may be running it
    }
    write(file, "#!/bin/sh\nset -e\n" + text);
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new FabricProblem(Kind.FILES, file, String.valueOf(e.getMessage()));
    }
  }

  /** Writes a text, with the folders above it. */
  public static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new FabricProblem(Kind.FILES, file, String.valueOf(e.getMessage()));
    }
  }
}
