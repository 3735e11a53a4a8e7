package dev.loulan.provisioning.party;

import dev.loulan.provisioning.Hashes;
import java.nio.charset.StandardCharsets;

/**
 * The exact bytes that parties sign (docs/formats/admin-api.md, sync-api.md). Each begins with a
 * line naming its kind and version, so that a signature never serves for another purpose.
 */
public final class PartyMessages {
  private PartyMessages() {}

  /** Shows that who registers a party holds its key; {@code publicKey} is base64. */
  public static byte[] party(String partyId, String role, String publicKey) {
    return lines("loulan.dev/party/v1", partyId, role, publicKey);
  }

  public static byte[] agreement(String hashHex) {
    return lines("loulan.dev/agreement/v1", hashHex);
  }

  /** An adjustment; {@code unsigned} is its canonical form without the signature. */
  public static byte[] adjustment(byte[] unsigned) {
    return lines("loulan.dev/adjustment/v1", Hashes.sha256Hex(unsigned));
  }

  /** A step of a dispute; {@code unsigned} is its canonical form without the signature. */
  public static byte[] dispute(byte[] unsigned) {
    return lines("loulan.dev/dispute/v1", Hashes.sha256Hex(unsigned));
  }

  /** A planogram or price document; {@code from} is RFC 3339 as it stands in the document. */
  public static byte[] document(
      String kind, String device, long version, String from, String content) {
    String digest = Hashes.sha256Hex(content.getBytes(StandardCharsets.UTF_8));
    return lines("loulan.dev/document/v1", kind, device, Long.toString(version), from, digest);
  }

  private static byte[] lines(String... lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      if (line.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("a signed field must not hold a line break");
      }
      text.append(line).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
