package dev.loulan.domain.agreement;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A terms document as the parties sign it; {@code docs/formats/agreement.md} is its table.
 *
 * @param json in canonical form it is what the hash is made of
 */
public record TermsDocument(Terms terms, Json json) {

  /**
   * Reads a document in any formatting.
   *
   * @throws TermsException when it is wrong
   */
  public static TermsDocument read(byte[] utf8) {
    try {
      Json json = JsonReader.read(utf8);
      return new TermsDocument(TermsReader.terms(Fields.of(json, "terms")), json);
    } catch (TermsException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw TermsException.invalid(String.valueOf(e.getMessage()));
    }
  }

  /** SHA-256 over the canonical form, in lower-case hexadecimal; what the parties sign. */
  public String hash() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(json.canonical()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }
}
