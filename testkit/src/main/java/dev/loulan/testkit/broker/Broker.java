package dev.loulan.testkit.broker;

import java.nio.file.Path;
import java.util.Optional;

/** A running MQTT 5 broker on loopback. */
public interface Broker extends AutoCloseable {

  /** Which broker is wanted. */
  enum Choice {
    /** Mosquitto where it is installed, else the embedded one. */
    AUTO,
    EMBEDDED,
    MOSQUITTO
  }

  /**
   * Starts a broker on a free port of the loopback interface; returns when clients can connect.
   *
   * @param workDir an existing folder for what it writes
   * @throws BrokerException when Mosquitto is asked for and not installed, or a broker does not
   *     start
   */
  static Broker start(Choice choice, Path workDir) throws BrokerException, InterruptedException {
    return start(choice, workDir, 0);
  }

  /**
   * As {@link #start(Choice, Path)}, on a port of the caller's choice.
   *
   * @param port 0 takes a free one
   */
  static Broker start(Choice choice, Path workDir, int port)
      throws BrokerException, InterruptedException {
    Optional<Path> mosquitto = MosquittoBroker.find();
    return switch (choice) {
      case EMBEDDED -> EmbeddedBroker.start(port);
      case MOSQUITTO ->
          MosquittoBroker.start(
              mosquitto.orElseThrow(MosquittoBroker::notInstalled), workDir, port);
      case AUTO ->
          mosquitto.isPresent()
              ? MosquittoBroker.start(mosquitto.get(), workDir, port)
              : EmbeddedBroker.start(port);
    };
  }

  /** Its name for people and for JSON: {@code embedded} or {@code mosquitto}. */
  String name();

  /** {@code tcp://127.0.0.1:PORT}. */
  String uri();

  int port();

  /** Process id of a broker in a process of its own. */
  Optional<Long> pid();

  /** Ends at once, as a crash would, without a word to the clients where that can be done. */
  void kill();

  /** Stops in order; waits until the port is free. */
  @Override
  void close();
}
