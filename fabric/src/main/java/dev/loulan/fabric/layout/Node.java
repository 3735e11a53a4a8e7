package dev.loulan.fabric.layout;

import java.nio.file.Path;

/**
 * An orderer or a peer.
 *
 * @param port first of its ten ports
 */
public record Node(String name, Kind kind, Organisation organisation, int port, Path folder) {
  /** What the process does. */
  public enum Kind {
    ORDERER,
    PEER
  }

  /** Where it is reached. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Admin port of an orderer, chaincode port of a peer. */
  public int secondPort() {
    return port + 1;
  }

  /** Health and metrics. */
  public int operationsPort() {
    return port + 2;
  }

  /** Where a peer's chaincode server serves the definition {@code sales}. */
  public int salesPort() {
    return port + 3;
  }

  /** Where a peer's chaincode server serves the definition {@code terms}. */
  public int termsPort() {
    return port + 4;
  }

  public Path msp() {
    return folder.resolve("msp");
  }

  /** Holds {@code server.key}, {@code server.crt}. */
  public Path tls() {
    return folder.resolve("tls");
  }

  public Path log() {
    return folder.resolve("log");
  }
}
