package dev.loulan.bridge.mqtt;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** One connection from its CONNECT to its end; {@link MqttLink} makes the next one. */
final class MqttConnection implements MqttPublisher {

  // Paho prints a stack trace for each lost connection, which is told as an alert here. Held,
  // because
  // a logger that nobody holds forgets its level.
  private static final Logger PAHO = Logger.getLogger("org.eclipse.paho");

  static {
    PAHO.setLevel(Level.OFF);
  }

  private static final int TOO_MANY_PUBLISHES = 32202;
  private static final long ANSWER_MILLIS = 10_000;

  private final MqttAsyncClient client;
  private final String uri;
  private final Set<Completion> underWay = new HashSet<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private int window;
  private @Nullable String lost;

  private MqttConnection(MqttAsyncClient client, MqttOptions options) {
    this.client = client;
    this.uri = options.uri();
    this.window = options.window();
  }

  static MqttConnection open(MqttOptions options, MqttListener listener, Lock delivery)
      throws LinkDownException, InterruptedException {
    try {
      MqttAsyncClient client =
          new MqttAsyncClient(options.uri(), options.clientId(), new MemoryPersistence());
      MqttConnection connection = new MqttConnection(client, options);
      client.setCallback(new PahoCallback(connection, listener, delivery));
      connection.connect(options);
      return connection;
    } catch (MqttException e) {
      throw new LinkDownException(
          "Connecting to the broker at " + options.uri() + " failed: " + said(e), e);
    }
  }

  private void connect(MqttOptions options) throws MqttException, LinkDownException {
    try {
      IMqttToken token = client.connect(pahoOptions(options));
      token.waitForCompletion(ANSWER_MILLIS);
      MqttProperties answer = token.getResponseProperties();
      Integer receiveMaximum = answer == null ? null : answer.getReceiveMaximum();
      if (receiveMaximum != null) {
        // One less: Paho's own count lags behind the acknowledgements.
        window = Math.max(1, Math.min(window, receiveMaximum - 1));
      }
    } catch (MqttException e) {
      close(false);
      throw e;
    }
  }

  private static MqttConnectionOptions pahoOptions(MqttOptions options) {
    MqttConnectionOptions paho = new MqttConnectionOptions();
    paho.setCleanStart(true);
    paho.setSessionExpiryInterval(0L);
    paho.setAutomaticReconnect(false);
    paho.setKeepAliveInterval(15);
    paho.setConnectionTimeout(10);
    paho.setReceiveMaximum(128);
    options
        .will()
        .ifPresent(
            will -> paho.setWill(will.topic(), message(MqttText.bytes(will.payload()), true)));
    options.tls().ifPresent(tls -> paho.setSocketFactory(tls.getSocketFactory()));
    options
        .credentials()
        .ifPresent(account -> {
          paho.setUserName(account.userName());
          paho.setPassword(MqttText.bytes(account.password()));
        });
    return paho;
  }

  void subscribe(Map<String, Integer> filters) {
    if (filters.isEmpty()) {
      return;
    }
    String[] names = filters.keySet().toArray(String[]::new);
    int[] qos = filters.values().stream().mapToInt(Integer::intValue).toArray();
    try {
      client.subscribe(names, qos).waitForCompletion(ANSWER_MILLIS);
    } catch (MqttException e) {
      lost("Subscribing at the broker at " + uri + " failed: " + said(e));
    }
  }

  @Override
  public CompletableFuture<@Nullable Void> publish(String topic, byte[] payload, boolean retained)
      throws LinkDownException, InterruptedException {
    Completion completion = new Completion();
    synchronized (this) {
      while (lost == null && underWay.size() >= window) {
        wait();
      }
      if (lost != null) {
        throw new LinkDownException(lost);
      }
      underWay.add(completion);
    }
    MqttMessage message = message(payload, retained);
    while (true) {
      try {
        client.publish(topic, message, null, completion);
        return completion.done;
      } catch (MqttException e) {
        if (e.getReasonCode() != TOO_MANY_PUBLISHES) {
          lost("Publishing at the broker at " + uri + " failed: " + said(e));
          throw new LinkDownException("Publishing at the broker at " + uri + " failed", e);
        }
        Thread.sleep(1);
      }
    }
  }

  /** Waits for the end of the connection and says why it ended. */
  synchronized String awaitLost() throws InterruptedException {
    while (lost == null) {
      wait();
    }
    return lost;
  }

  synchronized boolean isLost() {
    return lost != null;
  }

  void lost(String reason) {
    Set<Completion> unknown;
    synchronized (this) {
      if (lost == null) {
        lost = reason;
      }
      unknown = Set.copyOf(underWay);
      underWay.clear();
      notifyAll();
    }
    unknown.forEach(each -> each.done.completeExceptionally(new LinkDownException(reason)));
  }

  void close(boolean inOrder) {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      if (inOrder && client.isConnected()) {
        client.disconnect(500).waitForCompletion(1_000);
      } else {
        client.disconnectForcibly(0, 1, false);
      }
    } catch (MqttException | RuntimeException e) {
      // The connection ends in any case. Paho answers with a NullPointerException where it never
      // was.
    }
    lost("The connection to " + uri + " was closed");
    try {
      client.close(true);
    } catch (MqttException | RuntimeException e) {
      // As above.
    }
  }

  private void completed(Completion done) {
    synchronized (this) {
      underWay.remove(done);
      notifyAll();
    }
  }

  private static MqttMessage message(byte[] payload, boolean retained) {
    MqttMessage message = new MqttMessage(payload);
    message.setQos(1);
    message.setRetained(retained);
    return message;
  }

  private static String said(Throwable e) {
    Throwable cause = e.getCause();
    return e.getMessage() + (cause == null ? "" : " (" + cause.getMessage() + ")");
  }

  private final class Completion implements MqttActionListener {
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

    @Override
    public void onSuccess(IMqttToken token) {
      completed(this);
      done.complete(null);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      completed(this);
      done.completeExceptionally(new LinkDownException("The broker refused: " + said(cause)));
    }
  }
}
