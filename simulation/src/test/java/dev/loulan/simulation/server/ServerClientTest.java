package dev.loulan.simulation.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.loulan.agent.sync.HttpServerClient;
import dev.loulan.agent.sync.ServerClient;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.simulation.edge.Edges;
import dev.loulan.simulation.store.Fuse;
import dev.loulan.simulation.world.Faults;
import dev.loulan.simulation.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every way from a device to its server must do: HTTP and the simulated network. */
class ServerClientTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String WITH_AN_ANSWER = "/sync/v1/live";
  private static final String WITHOUT_NEWS = "/sync/v1/configuration?after=0";
  private static final String SEGMENTS = "/sync/v1/segments";

  abstract static class Rules {
    abstract ServerClient client();

    /** From now on nothing passes. */
    abstract void cutOff();

    @Test
    void an_answer_has_a_status_a_body_and_the_servers_time() throws Exception {
      ServerClient.Answer answer =
          client().postJson(WITH_AN_ANSWER, new JsonObjectBuilder().text("a", "b").build());
      assertThat(answer.isOk()).isTrue();
      assertThat(answer.body()).isEqualTo("{}");
      assertThat(answer.serverTime()).isPresent();
    }

    @Test
    void no_news_is_an_answer_too() throws Exception {
      ServerClient.Answer answer = client().get(WITHOUT_NEWS, LIMIT);
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.isOk()).isFalse();
      assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_refusal_is_an_answer_with_its_reason() throws Exception {
      ServerClient.Answer answer = client().postCbor(SEGMENTS, new byte[] {1, 2, 3});
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.body()).contains("\"code\"");
    }

    @Test
    void no_answer_is_an_io_exception() {
      cutOff();
      assertThatThrownBy(() -> client().get(WITHOUT_NEWS, LIMIT)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> client().postCbor(SEGMENTS, new byte[1]))
          .isInstanceOf(IOException.class);
    }
  }

  @Nested
  @SuppressWarnings("NullAway.Init")
  class OverHttp extends Rules {
    private HttpServer server;
    private ServerClient client;

    @BeforeEach
    void start() throws IOException, NoSuchAlgorithmException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      answer(WITH_AN_ANSWER, 200, "{}");
      answer("/sync/v1/configuration", 204, "");
      answer(SEGMENTS, 409, "{\"code\":\"MALFORMED\"}");
      server.start();
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      client = new HttpServerClient(address, SSLContext.getDefault());
    }

    private void answer(String path, int status, String body) {
      server.createContext(
          path,
          exchange -> {
            byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
    }

    @Override
    ServerClient client() {
      return client;
    }

    @Override
    void cutOff() {
      server.stop(0);
    }

    @AfterEach
    void close() {
      client.close();
      server.stop(0);
    }
  }

  @Nested
  class InTheSimulation extends Rules {
    private final World world = new World(1, 0, new Faults(1, Set.of()), _ -> {});
    private final Network network =
        new Network(world, new Server(world, Edges.NONE), "shelf-1", new Fuse());

    @Override
    ServerClient client() {
      return network;
    }

    @Override
    void cutOff() {
      network.cutOffFor(1_000_000);
    }
  }
}
