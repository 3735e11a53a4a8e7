package dev.loulan.server.devices;

import dev.loulan.sync.store.Migrations;
import java.util.List;

/** The tables of {@code devices.db}. */
public final class DeviceSchema {
  private static final int APPLICATION_ID = 0x4C4C4456; // "LLDV"

  private static final String FIRST =
      """
      CREATE TABLE device (
        device TEXT PRIMARY KEY, shelf TEXT NOT NULL, site TEXT NOT NULL, operator TEXT NOT NULL,
        zone TEXT NOT NULL, cutoff TEXT NOT NULL, currency TEXT NOT NULL, open_shelf INTEGER NOT NULL,
        revoked INTEGER NOT NULL, version INTEGER NOT NULL, created_millis INTEGER NOT NULL) STRICT

      CREATE TABLE document (
        device TEXT NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL, valid_from TEXT NOT NULL,
        content TEXT NOT NULL, key_id TEXT NOT NULL, signature TEXT NOT NULL,
        PRIMARY KEY (device, kind, version)) STRICT, WITHOUT ROWID
      """;

  private static final String RESTOCKING =
      "ALTER TABLE device ADD COLUMN restocking INTEGER NOT NULL DEFAULT 0";

  private DeviceSchema() {}

  public static Migrations migrations() {
    return new Migrations(APPLICATION_ID, List.of(FIRST.strip(), RESTOCKING));
  }
}
