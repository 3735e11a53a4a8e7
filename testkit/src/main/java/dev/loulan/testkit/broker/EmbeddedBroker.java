package dev.loulan.testkit.broker;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** Apache Artemis in this process, without files, security and JMX. */
final class EmbeddedBroker implements Broker {

  // Held, because a logger that nobody holds forgets its level.
  private static final Logger LOGGER = Logger.getLogger("org.apache.activemq");
  private static final Logger ARTEMIS_LOGGER = Logger.getLogger("org.apache.artemis");
  private static final Logger AUDIT_LOGGER = Logger.getLogger("io.netty");

  private final EmbeddedActiveMQ server;
  private final int port;

  private EmbeddedBroker(EmbeddedActiveMQ server, int port) {
    this.server = server;
    this.port = port;
  }

  static EmbeddedBroker start(int wantedPort) throws BrokerException {
    // Artemis logs each message at INFO.
    LOGGER.setLevel(Level.SEVERE);
    ARTEMIS_LOGGER.setLevel(Level.SEVERE);
    AUDIT_LOGGER.setLevel(Level.WARNING);
    int port = FreePort.orWanted(wantedPort);
    EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    try {
      server.setConfiguration(configuration(port));
      server.start();
    } catch (Exception e) {
      stop(server);
      throw notStarted(port, String.valueOf(e.getMessage()));
    }
    if (!FreePort.accepts(port)) {
      stop(server);
      throw notStarted(port, BrokerException.text("embedded.silent"));
    }
    return new EmbeddedBroker(server, port);
  }

  private static BrokerException notStarted(int port, String why) {
    return new BrokerException(
        BrokerException.Problem.DID_NOT_START, "embedded.notStarted", port, why);
  }

  private static ConfigurationImpl configuration(int port) throws Exception {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration.setPersistenceEnabled(false);
    configuration.setSecurityEnabled(false);
    configuration.setJMXManagementEnabled(false);
    configuration.setMessageCounterEnabled(false);
    configuration.setThreadPoolMaxSize(8);
    configuration.setScheduledThreadPoolMaxSize(2);
    configuration.addAcceptorConfiguration(
        "mqtt",
        "tcp://127.0.0.1:"
            + port
            + "?protocols=MQTT;useEpoll=false;remotingThreads=2;receiveMaximum=256");
    configuration.addAddressSetting(
        "#",
        new AddressSettings()
            .setAddressFullMessagePolicy(AddressFullMessagePolicy.BLOCK)
            .setMaxSizeBytes(-1)
            .setAutoDeleteQueues(true)
            .setAutoDeleteAddresses(true));
    return configuration;
  }

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public String uri() {
    return "tcp://127.0.0.1:" + port;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Optional<Long> pid() {
    return Optional.empty();
  }

  /** Stops without a farewell to the clients as far as Artemis can: nothing of it stays. */
  @Override
  public void kill() {
    stop(server);
  }

  @Override
  public void close() {
    stop(server);
  }

  private static void stop(EmbeddedActiveMQ server) {
    try {
      server.stop();
    } catch (Exception e) {
      LOGGER.log(Level.SEVERE, "The embedded MQTT broker did not stop in order", e);
    }
  }
}
