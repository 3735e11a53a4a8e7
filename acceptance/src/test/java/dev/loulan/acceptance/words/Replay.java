package dev.loulan.acceptance.words;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loulan.needs.Needs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** What {@code replay --json} said. */
public record Replay(JsonNode json) {
  /** A whole shop's shelves, 278 plates, while one bottle of water is taken. */
  public static Path shop() {
    return Needs.data("aifi-plates-benchmark-1");
  }

  static Replay of(Path recording, Path out, Object... options) {
    List<Object> words = new ArrayList<>(List.of("replay", recording, "--json", "--out", out));
    words.addAll(List.of(options));
    return new Replay(Loulan.word(words.toArray()).run().exits(0).json());
  }

  /** Replays at full speed with an agent that {@code LOULAN_AGENT} names, within a time. */
  public static Replay with(String agent, Path recording, Path out, long seconds) {
    try (Loulan.Running running =
        Loulan.word("replay", recording, "--json", "--out", out, "--speed", "max")
            .with("LOULAN_AGENT", agent)
            .start()) {
      return new Replay(running.await(seconds).exits(0).json());
    }
  }

  /** Quantity of each product on the receipt. */
  public Map<String, Integer> receipt() {
    Map<String, Integer> receipt = new TreeMap<>();
    items("receipt")
        .forEach(line ->
            receipt.merge(
                line.required("gtin").textValue(),
                line.required("quantity").intValue(),
                Integer::sum));
    return receipt;
  }

  /** Gondola and shelf of each plate on which something happened. */
  List<String> shelvesWithEvents() {
    return items("events").stream()
        .flatMap(event ->
            StreamSupport.stream(event.required("plates").spliterator(), false)
                .map(plate ->
                    event.required("gondola").textValue()
                        + "/"
                        + plate.textValue().replaceFirst("p.*", "")))
        .distinct()
        .sorted()
        .toList();
  }

  public List<JsonNode> items(String name) {
    return StreamSupport.stream(json.required(name).spliterator(), false).toList();
  }

  public long gaps() {
    return json.required("gaps").longValue();
  }

  /** Number of entries and the root of the journal: equal only when every leaf is. */
  public String journal() {
    JsonNode journal = json.required("journal");
    return journal.required("entries") + " " + journal.required("root").textValue();
  }

  public Path journalFile() {
    return Path.of(json.required("journal").required("file").textValue());
  }

  public Path journalKey() {
    return Path.of(json.required("journal").required("key").textValue());
  }
}
