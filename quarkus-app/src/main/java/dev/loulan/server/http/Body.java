package dev.loulan.server.http;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;

/** Reads request bodies as strict JSON objects, up to a bound. */
public final class Body {
  /** Enough for a planogram of some ten thousand products. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private Body() {}

  /** The members of the object, or 400 or 413. */
  public static Fields object(byte[] body) {
    return object(body, MAX_BYTES);
  }

  public static Fields object(byte[] body, int maxBytes) {
    if (body.length > maxBytes) {
      throw new Problem(
          413,
          "TOO_LARGE",
          "The body has %d bytes; at most %d are taken here.".formatted(body.length, maxBytes));
    }
    return Fields.of(JsonReader.read(body), "The body");
  }
}
