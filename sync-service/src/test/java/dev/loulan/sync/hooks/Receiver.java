package dev.loulan.sync.hooks;

import com.sun.net.httpserver.HttpServer;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Another company's system: keeps what it gets and answers as told. */
final class Receiver implements AutoCloseable {
  /** A request as it came. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Got(String id, long seconds, String signature, byte[] body) {
    CloudEvent event() {
      return new JsonFormat().deserialize(body);
    }
  }

  final List<Got> got = new CopyOnWriteArrayList<>();
  volatile int answer = 204;

  /** What happens between a request and its answer. */
  volatile Runnable before = () -> {};

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/hook",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          got.add(
              new Got(
                  headers.getFirst("webhook-id"),
                  Long.parseLong(headers.getFirst("webhook-timestamp")),
                  headers.getFirst("webhook-signature"),
                  exchange.getRequestBody().readAllBytes()));
          before.run();
          if (answer / 100 == 3) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
          }
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
