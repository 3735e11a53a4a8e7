package dev.loulan.agent.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A key in a PKCS#11 token, named as RFC 7512 does: {@code
 * pkcs11:token=shelf;object=journal?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=/etc/loulan/pin}.
 *
 * @param module the token's library
 * @param token label of the token
 * @param object label of the key
 * @param pinFile a file whose first line is the PIN
 */
public record TokenUri(Path module, String token, String object, Path pinFile) {
  private static final String SCHEME = "pkcs11:";

  /** Whether a text names a token. */
  public static boolean is(String text) {
    return text.startsWith(SCHEME);
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException naming what is missing or not known
   */
  public static TokenUri parse(String text) {
    String[] parts = text.substring(SCHEME.length()).split("\\?", 2);
    Map<String, String> values = new TreeMap<>();
    read(parts[0], ";", values);
    read(parts.length > 1 ? parts[1] : "", "&", values);
    String pin = required(values, "pin-source");
    TokenUri uri =
        new TokenUri(
            Path.of(required(values, "module-path")),
            required(values, "token"),
            Optional.ofNullable(values.remove("object")).orElse("journal"),
            Path.of(pin.startsWith("file:") ? pin.substring("file:".length()) : pin));
    values.remove("type");
    if (!values.isEmpty()) {
      throw new IllegalArgumentException("'" + values.keySet() + "' is not known in " + text);
    }
    return uri;
  }

  private static void read(String text, String separator, Map<String, String> into) {
    for (String pair : text.split(separator, -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String value = pair.substring(equals + 1).replace("+", "%2B");
        into.put(pair.substring(0, equals), URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
  }

  private static String required(Map<String, String> values, String name) {
    String value = values.remove(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("a PKCS#11 URI for the journal's key names " + name);
    }
    return value;
  }
}
