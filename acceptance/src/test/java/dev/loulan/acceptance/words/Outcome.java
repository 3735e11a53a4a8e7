package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** What a word printed, and its exit code. */
public record Outcome(List<String> words, int exitCode, String out, String err) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** The word ended as told. */
  public Outcome exits(int code) {
    assertThat(exitCode).as(this::toString).isEqualTo(code);
    return this;
  }

  /** Standard output is exactly one JSON object. */
  public JsonNode json() {
    try {
      JsonNode node = JSON.readTree(out);
      assertThat(node.isObject()).as(this::toString).isTrue();
      return node;
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not one JSON object: " + this, e);
    }
  }

  /** It was refused with one sentence for a person on standard error, and nothing else. */
  public String refusal(int code) {
    exits(code);
    assertThat(out).as(this::toString).isEmpty();
    List<String> lines = err.lines().toList();
    assertThat(lines).as(this::toString).hasSize(1);
    assertThat(lines.getFirst())
        .as(this::toString)
        .hasSizeBetween(12, 400)
        .doesNotContain("Exception")
        .doesNotContain("null");
    return lines.getFirst();
  }
}
