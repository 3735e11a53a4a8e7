package dev.loulan.sync.hooks;

import dev.loulan.sync.store.Migrations;
import java.util.List;

/** The tables of {@code hooks.db}. */
public final class HookSchema {
  private static final int APPLICATION_ID = 0x4C4C484B; // "LLHK"

  private static final String FIRST =
      """
      CREATE TABLE progress (
        one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL) STRICT

      INSERT INTO progress VALUES (1, 0)

      CREATE TABLE hook (
        id TEXT PRIMARY KEY, url TEXT NOT NULL, kinds TEXT NOT NULL, secret BLOB NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID

      CREATE TABLE event (
        number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        body BLOB NOT NULL, at_millis INTEGER NOT NULL) STRICT

      CREATE TABLE delivery (
        hook TEXT NOT NULL, event INTEGER NOT NULL, state TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0, status INTEGER NOT NULL DEFAULT 0,
        what TEXT NOT NULL DEFAULT '', next_millis INTEGER NOT NULL,
        PRIMARY KEY (hook, event)) STRICT, WITHOUT ROWID

      CREATE INDEX delivery_due ON delivery (state, next_millis)
      """;

  /** Which server serves a subscriber, of those that share the file. */
  private static final String HOLDERS =
      """
      ALTER TABLE hook ADD COLUMN holder TEXT NOT NULL DEFAULT ''

      ALTER TABLE hook ADD COLUMN held_until INTEGER NOT NULL DEFAULT 0
      """;

  private HookSchema() {}

  public static Migrations migrations() {
    return new Migrations(APPLICATION_ID, List.of(FIRST.strip(), HOLDERS.strip()));
  }
}
