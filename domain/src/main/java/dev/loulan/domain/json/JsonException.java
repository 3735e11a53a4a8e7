package dev.loulan.domain.json;

/** The text is not JSON of the kind this package reads, or lacks what was asked of it. */
public final class JsonException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public JsonException(String message) {
    super(message);
  }
}
