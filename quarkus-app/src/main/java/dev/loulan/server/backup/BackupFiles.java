package dev.loulan.server.backup;

import dev.loulan.server.wiring.Databases;
import java.util.List;
import java.util.stream.Stream;

/** What belongs to a backup, by its name in the data folder. */
final class BackupFiles {
  /** Copied consistently while the server runs; the order in which they are copied matters. */
  // The ledger goes before the intake, so that the copy of the intake has all that the ledger has.
  static final List<String> DATABASES =
      List.of(
          Databases.LEDGER,
          Databases.READ_MODEL,
          Databases.INTAKE,
          Databases.DEVICES,
          "identity.db");

  /** Only with {@code keys=true}; whoever has them can pretend to be this server. */
  static final List<String> KEYS =
      List.of(
          "admin.token",
          "witness.key",
          "identity/ca.key",
          "identity/ca.crt",
          "identity/server.key",
          "identity/server.crt");

  /** Those that every server has; one on a chain has no ledger of its own. */
  static final List<String> REQUIRED =
      DATABASES.stream().filter(name -> !name.equals(Databases.LEDGER)).toList();

  private BackupFiles() {}

  static boolean isKnown(String name) {
    return Stream.concat(DATABASES.stream(), KEYS.stream()).anyMatch(name::equals);
  }
}
