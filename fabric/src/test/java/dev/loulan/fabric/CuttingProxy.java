package dev.loulan.fabric;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a port on loopback and cuts a connection after so many bytes of its answers. */
public final class CuttingProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int port;
  private final int bytes;
  private final AtomicInteger cuts;

  /** Cuts the first {@code cuts} connections; later ones last. */
  public CuttingProxy(int port, int bytes, int cuts) throws IOException {
    this.port = port;
    this.bytes = bytes;
    this.cuts = new AtomicInteger(cuts);
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** How many connections are still to be cut. */
  public int left() {
    return cuts.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket near = listening.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
        Thread.ofVirtual().start(() -> pass(near, far, Long.MAX_VALUE));
        Thread.ofVirtual().start(() -> pass(far, near, cuts.get() > 0 ? bytes : Long.MAX_VALUE));
      } catch (IOException e) {
        // Closed, or the port is; whoever connected sees it.
      }
    }
  }

  private void pass(Socket from, Socket to, long most) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[8_192];
      long passed = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        passed += read;
        if (passed > most) {
          cuts.decrementAndGet();
          return;
        }
      }
    } catch (IOException e) {
      // The other direction closed both.
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
