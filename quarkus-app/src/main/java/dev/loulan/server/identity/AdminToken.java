package dev.loulan.server.identity;

import dev.loulan.provisioning.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The administrator's token in {@code admin.token} (mode 600), made at the first start. */
public final class AdminToken {
  private final byte[] token;

  private AdminToken(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  public static AdminToken open(Path data) {
    Path file = data.resolve("admin.token");
    if (!Files.exists(file)) {
      SecretFile.write(file, Secrets.token() + "\n");
    }
    try {
      return new AdminToken(Files.readString(file).strip());
    } catch (IOException e) {
      throw new IdentityException("The token file %s cannot be read.".formatted(file), e);
    }
  }

  /** Compares in constant time. */
  public boolean matches(String presented) {
    return MessageDigest.isEqual(token, presented.getBytes(StandardCharsets.UTF_8));
  }
}
