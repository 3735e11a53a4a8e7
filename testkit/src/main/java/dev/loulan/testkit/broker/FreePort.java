package dev.loulan.testkit.broker;

import dev.loulan.domain.text.Retelling;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports of the loopback interface. */
final class FreePort {

  private FreePort() {}

  /** The wanted port, or a free one for 0. Somebody may take it before it is used. */
  static int orWanted(int wanted) throws BrokerException {
    try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BrokerException(
          BrokerException.Problem.DID_NOT_START,
          "port.taken",
          wanted,
          Retelling.here("", String.valueOf(e.getMessage())));
    }
  }

  static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
