package dev.loulan.sync.ledger.fabric;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * How a program of an organisation reaches the channel; {@code docs/operating/fabric.md} lists the
 * keys of the file.
 *
 * @param certificate of the program, with the attribute {@code loulan.party}
 * @param peers whose gateways may be used, its own organisation's first
 * @param deadline for endorsing, and for hearing that a transaction was committed
 */
public record FabricSettings(
    String channel,
    String mspId,
    Path certificate,
    Path key,
    List<PeerAddress> peers,
    Duration deadline) {

  private static final String DEFAULT_DEADLINE_SECONDS = "20";

  public FabricSettings {
    peers = List.copyOf(peers);
  }

  /**
   * A peer of a member organisation.
   *
   * @param tls certificate of the authority that signed its TLS certificate
   */
  public record PeerAddress(String mspId, String host, int port, Path tls) {
    static PeerAddress of(String mspId, String address, Path tls) {
      int colon = address.lastIndexOf(':');
      return new PeerAddress(
          mspId, address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)), tls);
    }

    String address() {
      return host + ":" + port;
    }
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with a sentence that names the key that is missing or wrong
   */
  public static FabricSettings read(Path file) {
    Properties values = new Properties();
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      values.load(reader);
    } catch (IOException e) {
      throw new IllegalArgumentException("The file %s cannot be read.".formatted(file), e);
    }
    List<PeerAddress> peers = new ArrayList<>();
    for (int i = 1; values.containsKey("peer." + i + ".address"); i++) {
      String prefix = "peer." + i + ".";
      peers.add(
          address(
              file,
              require(file, values, prefix + "msp"),
              require(file, values, prefix + "address"),
              Path.of(require(file, values, prefix + "tls"))));
    }
    if (peers.isEmpty()) {
      throw new IllegalArgumentException("The file %s names no 'peer.1.address'.".formatted(file));
    }
    return new FabricSettings(
        require(file, values, "channel"),
        require(file, values, "msp"),
        Path.of(require(file, values, "certificate")),
        Path.of(require(file, values, "key")),
        peers,
        Duration.ofSeconds(
            Long.parseLong(values.getProperty("deadline-seconds", DEFAULT_DEADLINE_SECONDS))));
  }

  /** The same with these peers only, in this order. */
  public FabricSettings withPeers(List<PeerAddress> others) {
    return new FabricSettings(channel, mspId, certificate, key, others, deadline);
  }

  public FabricSettings withDeadline(Duration other) {
    return new FabricSettings(channel, mspId, certificate, key, peers, other);
  }

  private static PeerAddress address(Path file, String mspId, String address, Path tls) {
    try {
      return PeerAddress.of(mspId, address, tls);
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "The file %s has an address that is not host:port: '%s'.".formatted(file, address), e);
    }
  }

  private static String require(Path file, Properties values, String key) {
    String value = values.getProperty(key, "").strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("The file %s lacks '%s'.".formatted(file, key));
    }
    return value;
  }
}
