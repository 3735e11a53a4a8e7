package dev.loulan.cli.line;

import dev.loulan.provisioning.party.PartyKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The parties' keys of a simulated run, which follow from its seed. Never for real parties. */
final class SeededKeys {
  private final long seed;

  SeededKeys(long seed) {
    this.seed = seed;
  }

  PartyKey of(String partyId) {
    try {
      byte[] name = ("loulan party key\n" + seed + "\n" + partyId).getBytes(StandardCharsets.UTF_8);
      return PartyKey.fromSeed(MessageDigest.getInstance("SHA-256").digest(name));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
