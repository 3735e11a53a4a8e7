package dev.loulan.agent;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.provisioning.SecretFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where the agent's page is and what lets somebody act on it: a token that is drawn at each start
 * and stands in a file of the data folder that only its owner reads. Whoever may read the journal's
 * key may calibrate a plate; a web page that a browser on the machine happens to show may not.
 *
 * @param address of the page, on loopback
 */
public record PageAccess(URI address, String token) {
  private static final String FILE = "page.json";
  private static final String BEARER = "Bearer ";

  /** Draws a token and writes the file. */
  public static PageAccess open(Path data, int port) {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    PageAccess access =
        new PageAccess(URI.create("http://127.0.0.1:" + port), HexFormat.of().formatHex(random));
    SecretFile.write(
        data.resolve(FILE),
        new JsonObjectBuilder()
            .text("address", access.address.toString())
            .text("token", access.token)
            .build()
            .text());
    return access;
  }

  /**
   * Reads what a running agent wrote.
   *
   * @throws IOException when there is no such file, or not a readable one
   */
  public static PageAccess read(Path data) throws IOException {
    byte[] content = Files.readAllBytes(data.resolve(FILE));
    try {
      Fields fields = Fields.of(JsonReader.read(content), FILE);
      return new PageAccess(URI.create(fields.text("address")), fields.text("token"));
    } catch (IllegalArgumentException e) {
      throw new IOException(FILE + ": " + e.getMessage(), e);
    }
  }

  public String header() {
    return BEARER + token;
  }

  /** Whether an {@code Authorization} header holds the token; takes as long either way. */
  public boolean admits(@Nullable String header) {
    return header != null
        && MessageDigest.isEqual(
            header.getBytes(StandardCharsets.UTF_8), header().getBytes(StandardCharsets.UTF_8));
  }
}
