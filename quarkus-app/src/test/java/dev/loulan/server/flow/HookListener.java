package dev.loulan.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Another company's system, which knows of this server only what the documents say. */
final class HookListener {
  private final List<Fields> events = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Calls admin;
  private final Fields hook;

  HookListener(Calls admin) throws IOException, InterruptedException {
    this.admin = admin;
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/erp", this::take);
    int port = server.getAddress().getPort();
    hook =
        admin
            .post(
                "/api/v1/hooks",
                "{\"url\":\"http://127.0.0.1:%d/erp\",\"kinds\":[\"sale\",\"settlement\"]}"
                    .formatted(port))
            .done()
            .fields();
    server.start();
  }

  /** Until an event of each type came, each signed. */
  void awaitEvents(List<String> types) throws IOException, InterruptedException {
    await(() -> came().containsAll(types));
    assertThat(came()).containsAll(types);
    assertThat(faults).isEmpty();
    assertThat(admin.get("/api/v1/hooks").done().text()).doesNotContain("secret");
  }

  /** What came is written down as delivered only after it was answered. */
  void awaitNothingWaits() throws IOException, InterruptedException {
    await(() -> admin.get("/metrics").done().text().contains("loulan_hooks_waiting 0.0"));
    String log = admin.get("/api/v1/hooks/" + hook.text("id") + "/deliveries").done().text();
    assertThat(log).contains("\"state\":\"delivered\"");
  }

  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /** Until it holds, or for a minute; whoever waited looks at what there is then. */
  private static void await(Condition condition) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!condition.holds() && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
  }

  private List<String> came() {
    return events.stream().map(event -> event.text("type")).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    var headers = exchange.getRequestHeaders();
    String signed =
        headers.getFirst("webhook-id") + "." + headers.getFirst("webhook-timestamp") + ".";
    if (!headers.getFirst("webhook-signature").equals(signature(signed, body))) {
      faults.add("The signature of " + signed + " is wrong");
    }
    events.add(Fields.of(JsonReader.read(body), "event"));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private String signature(String signed, byte[] body) {
    try {
      byte[] secret = Base64.getDecoder().decode(hook.text("secret").substring("whsec_".length()));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(signed.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
