package dev.loulan.server.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  private static final List<String> TYPES =
      List.of(
          "dev.loulan.sale.confirmed.v1",
          "dev.loulan.restock.confirmed.v1",
          "dev.loulan.day.settled.v1");

  private final List<byte[]> events = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Calls admin;
  private final ApiPage page;
  private final Fields hook;

  HookListener(Calls admin, ApiPage page) throws IOException, InterruptedException {
    this.admin = admin;
    this.page = page;
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/erp", this::take);
    int port = server.getAddress().getPort();
    hook =
        admin
            .post(
                "/api/v1/hooks",
                "{\"url\":\"http://127.0.0.1:%d/erp\",\"kinds\":[\"sale\",\"restock\",\"settlement\"]}"
                    .formatted(port))
            .done()
            .fields();
    server.start();
  }

  /** Until an event of each type came, each signed and as the page says. */
  void awaitEachKindOfEvent() throws IOException, InterruptedException {
    await(() -> came().containsAll(TYPES));
    assertThat(came()).containsAll(TYPES);
    assertThat(faults).isEmpty();
    for (byte[] event : events) {
      String type = event(event).text("type");
      String kind = List.of("sale", "restock", "settlement").get(TYPES.indexOf(type));
      page.requireEvent(kind, event);
      byte[] more =
          new String(event, StandardCharsets.UTF_8)
              .replace("\"data\":{", "\"data\":{\"more\":1,")
              .getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> page.requireEvent(kind, more)).isInstanceOf(AssertionError.class);
    }
    assertThat(admin.get("/api/v1/hooks").done().text()).doesNotContain("secret");
  }

  /** The calls show what the events told. */
  void readsWhatItHeardOf(String day) throws IOException, InterruptedException {
    for (byte[] body : events) {
      Fields event = event(body);
      if (event.text("type").equals(TYPES.getFirst())) {
        Fields sale = admin.get("/api/v1/sales/" + event.text("id")).done().fields();
        Fields told = event.objectOrNone("data").orElseThrow();
        assertThat(sale.integer("gross")).isEqualTo(told.integer("gross"));
      }
    }
    assertThat(admin.get("/api/v1/sales").done().text()).contains("\"r-1\"");
    assertThat(admin.get("/api/v1/restocks").done().text()).contains("\"quantity\":12");
    admin.get("/api/v1/settlements/" + day).done();
  }

  /** Wants one event again, and then no more. */
  void leaves() throws IOException, InterruptedException {
    int before = events.size();
    String again = "{\"event\":\"%s\"}".formatted(event(events.getFirst()).text("id"));
    String path = "/api/v1/hooks/" + hook.text("id");
    admin.post(path + "/deliveries/again", again).done();
    await(() -> events.size() > before);
    assertThat(events.getLast()).as("the same event again").isEqualTo(events.getFirst());
    admin.delete(path).done();
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
    return events.stream().map(event -> event(event).text("type")).toList();
  }

  private static Fields event(byte[] body) {
    return Fields.of(JsonReader.read(body), "event");
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    var headers = exchange.getRequestHeaders();
    String signed =
        headers.getFirst("webhook-id") + "." + headers.getFirst("webhook-timestamp") + ".";
    if (!headers.getFirst("webhook-signature").equals(signature(signed, body))) {
      faults.add("The signature of " + signed + " is wrong");
    }
    events.add(body);
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
