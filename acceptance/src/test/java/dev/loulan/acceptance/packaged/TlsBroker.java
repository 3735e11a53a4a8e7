package dev.loulan.acceptance.packaged;

import dev.loulan.needs.Needs;
import dev.loulan.provisioning.CertificateAuthority;
import dev.loulan.provisioning.Pem;
import dev.loulan.provisioning.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Mosquitto that speaks only TLS, with a certificate of an authority made for it. */
final class TlsBroker implements AutoCloseable {
  private final Process mosquitto;
  private final int port;
  private final Path authority;

  private TlsBroker(Process mosquitto, int port, Path authority) {
    this.mosquitto = mosquitto;
    this.port = port;
    this.authority = authority;
  }

  static TlsBroker start(Path folder) throws IOException, InterruptedException {
    CertificateAuthority issuer =
        CertificateAuthority.open(
            Files.createDirectories(folder.resolve("authority")), InstantSource.system());
    TlsIdentity identity = issuer.issueServer(List.of("localhost", "127.0.0.1"));
    Path authority =
        Files.writeString(
            folder.resolve("authority.pem"), Pem.certificates(List.of(issuer.certificate())));
    Path chain = Files.writeString(folder.resolve("chain.pem"), Pem.certificates(identity.chain()));
    Path key =
        Files.writeString(
            folder.resolve("key.pem"), Pem.encode("PRIVATE KEY", identity.key().getEncoded()));
    int port = freePort();
    Path configuration =
        Files.writeString(
            folder.resolve("mosquitto.conf"),
            """
            user %s
            listener %d 127.0.0.1
            allow_anonymous true
            certfile %s
            keyfile %s
            log_dest stderr
            """
                .formatted(System.getProperty("user.name"), port, chain, key));
    Process mosquitto =
        new ProcessBuilder(
                Needs.program("mosquitto", "mosquitto").toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    TlsBroker broker = new TlsBroker(mosquitto, port, authority);
    broker.awaitOpen(folder.resolve("mosquitto.log"));
    return broker;
  }

  /** The settings by which an agent reaches it. */
  String[] settings() {
    return new String[] {"broker=ssl://localhost:" + port, "broker-ca=" + authority};
  }

  private void awaitOpen(Path log) throws IOException, InterruptedException {
    for (int i = 0; i < 200 && mosquitto.isAlive(); i++) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(25);
      }
    }
    mosquitto.destroyForcibly();
    throw new AssertionError("Mosquitto did not open its TLS port: " + Files.readString(log));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    mosquitto.destroy();
    try {
      if (mosquitto.waitFor(5, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    mosquitto.destroyForcibly();
  }
}
