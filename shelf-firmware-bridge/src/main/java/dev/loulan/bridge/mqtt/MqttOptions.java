package dev.loulan.bridge.mqtt;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How to reach a broker.
 *
 * @param uri {@code tcp://host:port}, or {@code ssl://host:port} with {@code tls}
 * @param clientId unique at the broker
 * @param window publishes under way at most; the broker's receive maximum may make it smaller
 * @param will what the broker publishes, retained, when this client vanishes
 * @param tls trust and own certificate; the host's name is checked
 * @param credentials user name and password
 */
public record MqttOptions(
    String uri,
    String clientId,
    int window,
    Optional<Will> will,
    Optional<SSLContext> tls,
    Optional<Credentials> credentials) {

  /** A message published for a client that vanished. */
  public record Will(String topic, String payload) {}

  /** What a broker with accounts asks for. */
  public record Credentials(String userName, String password) {
    @Override
    public String toString() {
      return "Credentials[" + userName + "]";
    }
  }

  /**
   * @throws IllegalArgumentException when the window is not positive
   */
  public MqttOptions {
    if (window < 1) {
      throw new IllegalArgumentException("A publish window is at least 1, found " + window);
    }
  }

  /** A plain connection with a window of 64. */
  public static MqttOptions of(String uri, String clientId) {
    return new MqttOptions(uri, clientId, 64, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public MqttOptions withClientId(String name) {
    return new MqttOptions(uri, name, window, will, tls, credentials);
  }

  public MqttOptions withWill(String topic, String payload) {
    return new MqttOptions(
        uri, clientId, window, Optional.of(new Will(topic, payload)), tls, credentials);
  }

  public MqttOptions withTls(SSLContext context) {
    return new MqttOptions(uri, clientId, window, will, Optional.of(context), credentials);
  }

  public MqttOptions withCredentials(String userName, String password) {
    return new MqttOptions(
        uri, clientId, window, will, tls, Optional.of(new Credentials(userName, password)));
  }
}
