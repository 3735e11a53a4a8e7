package dev.loulan.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.server.identity.ServerOnLoopback;
import dev.loulan.server.settings.ServerSettings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI page holds: what it describes is there and answers as it says. */
@QuarkusTest
@QuarkusTestResource(ServerOnLoopback.class)
@SuppressWarnings("NullAway.Init")
class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  @TestHTTPResource("/")
  URI plain;

  @Inject ServerSettings settings;
  private final HttpClient client = HttpClient.newHttpClient();
  private String token;

  /** A call that the page describes. */
  private record Operation(String method, String path, Json.Obj description) {}

  @BeforeEach
  void signIn() throws IOException {
    token = "Bearer " + Files.readString(settings.data().resolve("admin.token")).strip();
  }

  @Test
  void the_page_is_openapi_3_1_and_names_every_part_of_the_management_api() throws Exception {
    Json.Obj page = page();
    assertThat(Fields.of(page, "page").text("openapi")).startsWith("3.1.");
    assertThat(operations(page))
        .extracting(operation -> operation.method() + " " + operation.path())
        .contains(
            "get /api/v1/sales",
            "get /api/v1/sales/{id}",
            "get /api/v1/restocks",
            "get /api/v1/settlements/{day}",
            "post /api/v1/settlements",
            "post /api/v1/parties",
            "post /api/v1/devices",
            "post /api/v1/hooks",
            "delete /api/v1/hooks/{id}",
            "get /api/v1/hooks/{id}/deliveries");
  }

  @Test
  void every_call_that_the_page_describes_is_there_and_its_errors_are_the_problems_it_describes()
      throws Exception {
    Json.Obj page = page();
    Json.Obj schema = object(page, "components", "schemas", "Problem");
    List<String> required = Fields.of(schema, "Problem").texts("required");
    assertThat(required).containsExactlyInAnyOrder("status", "code", "title", "detail");
    for (Operation operation : operations(page)) {
      String what = operation.method() + " " + operation.path();
      HttpResponse<byte[]> answer = call(operation, token);
      assertThat(answer.statusCode()).as(what).isNotIn(401, 403, 405, 406, 415).isLessThan(500);
      if (answer.statusCode() >= 400) {
        assertProblem(what, answer, operation, required);
      } else {
        assertThat(object(operation.description(), "responses").members())
            .as(what)
            .containsKey(Integer.toString(answer.statusCode()));
      }
      assertThat(call(operation, "Bearer wrong").statusCode()).as(what).isEqualTo(401);
    }
  }

  private static void assertProblem(
      String what, HttpResponse<byte[]> answer, Operation operation, List<String> required) {
    Json.Obj problem = (Json.Obj) JsonReader.read(answer.body());
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as(what)
        .startsWith("application/problem+json");
    assertThat(object(operation.description(), "responses", "default", "content").members())
        .as(what)
        .containsOnlyKeys("application/problem+json");
    assertThat(problem.members().keySet()).as(what).containsAll(required);
    Fields fields = Fields.of(problem, what);
    assertThat(fields.integer("status")).isEqualTo(answer.statusCode());
    // The router's own "not found" would mean that the page names a call that is not there.
    assertThat(fields.text("code")).as(what).isNotEqualTo("HTTP_404");
  }

  private HttpResponse<byte[]> call(Operation operation, String authorization) throws Exception {
    String path = operation.path().replaceAll("\\{[^}]+}", "none");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(plain.resolve(path)).header("Authorization", authorization);
    String method = operation.method().toUpperCase(Locale.ROOT);
    Map<String, Json> described = operation.description().members();
    if (described.containsKey("requestBody")) {
      String type =
          object(operation.description(), "requestBody", "content").members().firstEntry().getKey();
      request.header("Content-Type", type);
    }
    return client.send(
        request.method(method, BodyPublishers.ofString("{}")).build(), BodyHandlers.ofByteArray());
  }

  private Json.Obj page() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(plain.resolve("/q/openapi?format=json"))
            .header("Authorization", token)
            .build();
    HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return (Json.Obj) JsonReader.read(answer.body());
  }

  private static List<Operation> operations(Json.Obj page) {
    List<Operation> operations = new ArrayList<>();
    object(page, "paths")
        .members()
        .forEach((path, item) -> {
          if (path.startsWith("/api/")) {
            ((Json.Obj) item)
                .members()
                .forEach((method, description) -> {
                  if (METHODS.contains(method)) {
                    operations.add(new Operation(method, path, (Json.Obj) description));
                  }
                });
          }
        });
    assertThat(operations).hasSizeGreaterThan(20);
    return operations;
  }

  private static Json.Obj object(Json.Obj from, String... names) {
    Json.Obj at = from;
    for (String name : names) {
      assertThat(at.members()).containsKey(name);
      at = (Json.Obj) Objects.requireNonNull(at.members().get(name));
    }
    return at;
  }
}
