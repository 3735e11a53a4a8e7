package dev.loulan.fabric.layout;

import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.FabricProblem.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * Everything of a network in one folder, described by {@code network.properties}: the first port,
 * the organisations that run an orderer, those that run peers, and how many peers each.
 *
 * @param orderers names of the organisations with an orderer, in the order of their numbers
 * @param members names of the organisations with peers
 */
public record Layout(
    Path folder,
    int firstPort,
    String consensus,
    List<String> orderers,
    List<String> members,
    int peersEach) {
  public static final String CHANNEL = "loulan";
  public static final int DEFAULT_PORT = 17_050;
  public static final int LOWEST_PORT = 1_024;
  public static final int HIGHEST_PORT = 65_000;
  public static final int MOST_PEERS = 2;
  private static final int PORTS_EACH = 10;

  /** First peers of all members have this hundred, second ones the next: a member may be added. */
  private static final int PEER_PORTS = 100;

  /** The network of the design: four orderers, peers of operator, host and supplier. */
  public static Layout standard(Path folder, int firstPort, int peersEach) {
    return new Layout(
        folder.toAbsolutePath().normalize(),
        firstPort,
        "BFT",
        List.of("operator", "host", "supplier", "platform"),
        List.of("operator", "host", "supplier"),
        peersEach);
  }

  /** The same with one Raft orderer, to compare with. */
  public Layout withOneRaftOrderer() {
    return new Layout(folder, firstPort, "etcdraft", List.of("operator"), members, peersEach);
  }

  public Layout withOrderer(String organisation) {
    return new Layout(
        folder, firstPort, consensus, with(orderers, organisation), members, peersEach);
  }

  public Layout withMember(String organisation) {
    return new Layout(
        folder, firstPort, consensus, orderers, with(members, organisation), peersEach);
  }

  /** Whether a network was made in this folder. */
  public static boolean exists(Path folder) {
    return Files.exists(file(folder));
  }

  /** Reads what {@link #store} wrote. */
  public static Layout read(Path folder) {
    Properties values = new Properties();
    try (var reader = Files.newBufferedReader(file(folder), StandardCharsets.UTF_8)) {
      values.load(reader);
    } catch (IOException e) {
      throw new FabricProblem(Kind.NO_NETWORK, folder);
    }
    try {
      return new Layout(
          folder.toAbsolutePath().normalize(),
          Integer.parseInt(values.getProperty("firstPort", "")),
          values.getProperty("consensus", "BFT"),
          list(values.getProperty("orderers", "")),
          list(values.getProperty("members", "")),
          Integer.parseInt(values.getProperty("peersEach", "")));
    } catch (NumberFormatException e) {
      throw new FabricProblem(Kind.FILES, file(folder), "firstPort, peersEach?");
    }
  }

  public void store() {
    String text =
        "firstPort=%d\nconsensus=%s\norderers=%s\nmembers=%s\npeersEach=%d\n"
            .formatted(
                firstPort,
                consensus,
                String.join(",", orderers),
                String.join(",", members),
                peersEach);
    try {
      Files.createDirectories(folder);
      Files.writeString(file(folder), text);
    } catch (IOException e) {
      throw new FabricProblem(Kind.FILES, folder, String.valueOf(e.getMessage()));
    }
  }

  /** All organisations, each once. */
  public List<Organisation> organisations() {
    List<String> names = new ArrayList<>(orderers);
    members.stream().filter(name -> !names.contains(name)).forEach(names::add);
    return names.stream().map(this::organisation).toList();
  }

  public List<Organisation> memberOrganisations() {
    return members.stream().map(this::organisation).toList();
  }

  public Organisation organisation(String name) {
    return new Organisation(name, folder.resolve("orgs").resolve(name));
  }

  public List<Node> ordererNodes() {
    List<Node> nodes = new ArrayList<>();
    for (String name : orderers) {
      nodes.add(
          node(name, Node.Kind.ORDERER, name, firstPort + PORTS_EACH * nodes.size(), "orderers"));
    }
    return nodes;
  }

  public List<Node> peerNodes() {
    List<Node> nodes = new ArrayList<>();
    for (int number = 1; number <= peersEach; number++) {
      int port = firstPort + PEER_PORTS * number;
      for (String name : members) {
        nodes.add(node(name + "-" + number, Node.Kind.PEER, name, port, "peers"));
        port += PORTS_EACH;
      }
    }
    return nodes;
  }

  /** The nodes of an organisation among these. */
  public static List<Node> of(String organisation, List<Node> nodes) {
    return nodes.stream().filter(node -> node.organisation().name().equals(organisation)).toList();
  }

  /** The first peer of an organisation. */
  public Node peer(String organisation) {
    return of(organisation, peerNodes()).stream()
        .findFirst()
        .orElseThrow(() -> new FabricProblem(Kind.UNKNOWN_NAME, organisation));
  }

  public Path genesis() {
    return folder.resolve("channel/genesis.block");
  }

  /** Settings with which a program of an organisation reaches the channel. */
  public Path gateway(String organisation) {
    return folder.resolve("gateway").resolve(organisation + ".properties");
  }

  /** Holds the sequence of the chaincode definitions that are committed on the channel. */
  public Path defined() {
    return folder.resolve("channel/defined");
  }

  private Node node(String name, Node.Kind kind, String organisation, int port, String group) {
    return new Node(
        name, kind, organisation(organisation), port, folder.resolve(group).resolve(name));
  }

  private static Path file(Path folder) {
    return folder.resolve("network.properties");
  }

  private static List<String> with(List<String> names, String name) {
    List<String> all = new ArrayList<>(names);
    if (!all.contains(name)) {
      all.add(name);
    }
    return List.copyOf(all);
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1)).filter(s -> !s.isEmpty()).toList();
  }
}
