package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which server a word speaks to, and as whom. */
final class ServerOptions {
  private static final int ATTEMPTS = 40;
  private static final long PAUSE_MILLIS = 500;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:LOULAN_SERVER:-http://127.0.0.1:8080}",
      descriptionKey = "option.server")
  private String address;

  @Option(
      names = "--token",
      paramLabel = "FILE",
      defaultValue = "${env:LOULAN_TOKEN:-server/admin.token}",
      descriptionKey = "option.token")
  private Path token;

  /** Connects; waits a little for a server that is just starting. */
  AdminClient connect() {
    String base = address.replaceAll("/+$", "");
    awaitServer(base);
    try {
      return new AdminClient(base, Files.readString(token).strip());
    } catch (IOException e) {
      throw Failure.usage("server.noToken", token);
    }
  }

  private static void awaitServer(String base) {
    URI uri = uri(base);
    for (int attempt = 0; !answers(uri); attempt++) {
      if (attempt == ATTEMPTS) {
        throw Failure.failed("server.unreachable", base);
      }
      if (attempt == 0) {
        System.err.println(Messages.text("server.waiting", base));
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Failure.failed("interrupted");
      }
    }
  }

  private static URI uri(String base) {
    try {
      URI uri = URI.create(base);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below, together with an address that names no host.
    }
    throw Failure.usage("server.badAddress", base);
  }

  private static boolean answers(URI uri) {
    int standard = "https".equals(uri.getScheme()) ? 443 : 80;
    try (Socket socket = new Socket()) {
      int port = uri.getPort() < 0 ? standard : uri.getPort();
      socket.connect(new InetSocketAddress(uri.getHost(), port), 2_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
