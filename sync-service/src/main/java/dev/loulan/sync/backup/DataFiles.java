package dev.loulan.sync.backup;

import java.util.List;
import java.util.stream.Stream;

/** The files of a server's data folder that belong to a backup, by name. */
public final class DataFiles {
  public static final String INTAKE = "intake.db";
  public static final String LEDGER = "ledger.db";
  public static final String READ_MODEL = "readmodel.db";
  public static final String DEVICES = "devices.db";
  public static final String IDENTITY = "identity.db";
  public static final String HOOKS = "hooks.db";

  /** Copied consistently while the server runs; the order in which they are copied matters. */
  // The ledger goes before the intake, so that the copy of the intake has all that the ledger has.
  static final List<String> DATABASES =
      List.of(LEDGER, READ_MODEL, INTAKE, DEVICES, IDENTITY, HOOKS);

  /** Only with {@code keys=true}; whoever has them can pretend to be this server. */
  static final List<String> KEYS =
      List.of(
          "admin.token",
          "witness.key",
          "identity/ca.key",
          "identity/ca.crt",
          "identity/server.key",
          "identity/server.crt");

  /** Those in every backup; a server on a chain has no ledger, older ones had no web hooks. */
  static final List<String> REQUIRED = List.of(READ_MODEL, INTAKE, DEVICES, IDENTITY);

  private DataFiles() {}

  static boolean isKnown(String name) {
    return Stream.concat(DATABASES.stream(), KEYS.stream()).anyMatch(name::equals);
  }
}
