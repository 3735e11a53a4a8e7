package dev.loulan.server.flow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/**
 * The OpenAPI page as another company reads it: what it says of a body is held against the body.
 */
final class ApiPage {
  private final Json.Obj page;
  private final Map<String, JsonSchema> answers = new TreeMap<>();
  private final Map<String, Pattern> paths = new TreeMap<>();
  private final Set<String> checked = new ConcurrentSkipListSet<>();

  ApiPage(byte[] json) {
    page = (Json.Obj) JsonReader.read(json);
    at(page, "paths")
        .orElseThrow()
        .members()
        .forEach((path, calls) ->
            ((Json.Obj) calls)
                .members()
                .forEach((method, call) -> addAnswer(method.toUpperCase(Locale.ROOT), path, call)));
  }

  /** Most calls are described as answering with some bytes; those are not held against anything. */
  private void addAnswer(String method, String path, Json call) {
    at(call, "responses", "200")
        .map(answer -> answer.members().get("$ref"))
        .map(ref -> ((Json.Text) ref).value())
        .ifPresent(ref -> {
          String name = ref.substring(ref.lastIndexOf('/') + 1);
          String what = method + " " + path;
          answers.put(
              what,
              schema(
                  at(page, "components", "responses", name, "content", "application/json", "schema")
                      .orElseThrow()));
          paths.put(what, Pattern.compile(what.replaceAll("\\{[^}]+}", "[^/]+")));
        });
  }

  /** A good answer is as the page says, where the page says more than that it is bytes. */
  void requireAnswer(String method, String path, byte[] body) {
    String call = method + " " + path;
    paths.entrySet().stream()
        .filter(entry -> entry.getValue().matcher(call).matches())
        .map(Map.Entry::getKey)
        .min(java.util.Comparator.comparing(name -> name.contains("{")))
        .ifPresent(name -> {
          requireValid(name, requireNonNull(answers.get(name)), body);
          checked.add(name);
        });
  }

  /** An event is as the page says of the web hook. */
  void requireEvent(String kind, byte[] body) {
    Json.Obj schema =
        at(
                page,
                "webhooks",
                kind,
                "post",
                "requestBody",
                "content",
                "application/cloudevents+json",
                "schema")
            .orElseThrow();
    requireValid(kind, schema(schema), body);
    checked.add("EVENT " + kind);
  }

  /** No answer that the page describes was left out. */
  void requireAllChecked() {
    assertThat(answers).hasSize(11);
    assertThat(checked).containsAll(answers.keySet());
    assertThat(checked).contains("EVENT sale", "EVENT restock", "EVENT settlement");
  }

  private static void requireValid(String what, JsonSchema schema, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    assertThat(schema.validate(text, InputFormat.JSON)).as(what + ": " + text).isEmpty();
  }

  /** In one document with the page's components, to which it refers. */
  private JsonSchema schema(Json.Obj schema) {
    String text =
        new JsonObjectBuilder()
            .array("allOf", java.util.List.of(schema))
            .json("components", at(page, "components").orElseThrow())
            .build()
            .text();
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
  }

  private static Optional<Json.Obj> at(Json from, String... names) {
    Json at = from;
    for (String name : names) {
      if (!(at instanceof Json.Obj object) || !object.members().containsKey(name)) {
        return Optional.empty();
      }
      at = object.members().get(name);
    }
    return at instanceof Json.Obj found ? Optional.of(found) : Optional.empty();
  }
}
