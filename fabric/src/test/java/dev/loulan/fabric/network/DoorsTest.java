package dev.loulan.fabric.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loulan.fabric.SharedNetwork;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import dev.loulan.fabric.node.Daemon;
import dev.loulan.fabric.node.Nodes;
import dev.loulan.provisioning.Pem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

/** What a stranger on the machine or in its network meets at the ports of the processes. */
class DoorsTest {
  private static final int PATIENCE_MILLIS = 5_000;

  @Test
  void every_process_listens_on_loopback_alone_and_every_port_speaks_tls() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "this machine does not list sockets");
    Layout layout = SharedNetwork.get().layout();
    for (Node orderer : layout.ordererNodes()) {
      List<Integer> ports = List.of(orderer.port(), orderer.secondPort(), orderer.operationsPort());
      assertListens(Nodes.daemon(orderer), ports);
      assertCertificates(ports, orderer.organisation().tlsAuthority());
    }
    for (Node peer : layout.peerNodes()) {
      List<Integer> ports = List.of(peer.port(), peer.secondPort(), peer.operationsPort());
      assertListens(Nodes.daemon(peer), ports);
      List<Integer> known = List.of(peer.port(), peer.operationsPort());
      assertCertificates(known, peer.organisation().tlsAuthority());
      List<Integer> chaincode = List.of(peer.salesPort(), peer.termsPort());
      assertListens(Nodes.chaincodeDaemon(peer), chaincode);
      assertCertificates(chaincode, peer.folder().resolve("chaincode/ca/ca.crt"));
    }
  }

  @Test
  void admin_and_operations_ports_and_chaincode_servers_know_their_callers() throws Exception {
    Layout layout = SharedNetwork.get().layout();
    for (Node orderer : layout.ordererNodes()) {
      assertTurnedAway(orderer.secondPort());
      assertTurnedAway(orderer.operationsPort());
    }
    for (Node peer : layout.peerNodes()) {
      assertTurnedAway(peer.operationsPort());
      assertTurnedAway(peer.salesPort());
      assertTurnedAway(peer.termsPort());
    }
  }

  private static void assertListens(Daemon daemon, List<Integer> ports) throws Exception {
    List<Listener> listeners = Listener.of(daemon.process().orElseThrow().pid());
    assertThat(listeners).as(daemon.name()).allMatch(Listener::isLoopback);
    assertThat(listeners)
        .as(daemon.name())
        .extracting(Listener::port)
        .containsExactlyInAnyOrderElementsOf(ports);
    for (int port : ports) {
      try (SSLSocket socket = connect(port)) {
        socket.startHandshake();
        assertThat(socket.getSession().getProtocol()).as(daemon.name()).startsWith("TLSv1.");
      }
    }
  }

  private static void assertCertificates(List<Integer> ports, Path authority) throws Exception {
    X509Certificate issuer = Pem.readCertificates(Pem.read(authority)).getFirst();
    for (int port : ports) {
      try (SSLSocket socket = connect(port)) {
        socket.startHandshake();
        socket.getSession().getPeerCertificates()[0].verify(issuer.getPublicKey());
      }
    }
  }

  /** With TLS 1.3 a caller hears only after its handshake that its certificate was missed. */
  private static void assertTurnedAway(int port) throws Exception {
    try (SSLSocket socket = connect(port)) {
      assertThatThrownBy(
              () -> {
                socket.startHandshake();
                socket.getOutputStream().write(1);
                int _ = socket.getInputStream().read();
              })
          .as("port " + port)
          .isInstanceOf(SSLException.class);
    }
  }

  private static SSLSocket connect(int port) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anyone()}, null);
    Socket socket = context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return (SSLSocket) socket;
  }

  /** The test looks at the certificate itself. */
  private static final class Anyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /**
   * A socket that a process listens on, as the kernel lists it.
   *
   * @param address in the kernel's hexadecimal form
   */
  private record Listener(String address, int port) {
    private static final String LISTENS = "0A";

    static List<Listener> of(long process) throws IOException {
      List<String> sockets = new ArrayList<>();
      try (var descriptors = Files.list(Path.of("/proc/" + process + "/fd"))) {
        for (Path descriptor : descriptors.toList()) {
          sockets.add(target(descriptor));
        }
      }
      List<Listener> found = new ArrayList<>();
      for (String table : List.of("tcp", "tcp6")) {
        Path file = Path.of("/proc/" + process + "/net/" + table);
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
          String[] columns = line.strip().split(" +", -1);
          if (columns.length > 9
              && columns[3].equals(LISTENS)
              && sockets.contains("socket:[" + columns[9] + "]")) {
            String[] local = columns[1].split(":", -1);
            found.add(new Listener(local[0], Integer.parseInt(local[1], 16)));
          }
        }
      }
      return found;
    }

    /** Descriptors come and go meanwhile. */
    private static String target(Path descriptor) {
      try {
        return Files.readSymbolicLink(descriptor).toString();
      } catch (IOException e) {
        return "";
      }
    }

    boolean isLoopback() {
      return address.equals("0100007F")
          || address.equals("0000000000000000FFFF00000100007F")
          || address.equals("00000000000000000000000001000000");
    }
  }
}
