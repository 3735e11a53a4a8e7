package dev.loulan.sync.readmodel;

import dev.loulan.sync.store.Migrations;
import java.util.List;

/** The tables of {@code readmodel.db}. */
public final class ReadModelSchema {
  private static final int APPLICATION_ID = 0x4C4C524D; // "LLRM"

  private static final String FIRST =
      """
      CREATE TABLE progress (
        one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL) STRICT

      INSERT INTO progress VALUES (1, 0)

      CREATE TABLE observation (
        device TEXT NOT NULL, epoch TEXT NOT NULL, seq INTEGER NOT NULL, session TEXT,
        kind TEXT NOT NULL, at_micros INTEGER NOT NULL, document TEXT NOT NULL,
        PRIMARY KEY (device, epoch, seq)) STRICT, WITHOUT ROWID

      CREATE INDEX observation_session ON observation (device, epoch, session)

      CREATE TABLE sale (
        number INTEGER PRIMARY KEY, sale_id TEXT NOT NULL UNIQUE, device TEXT NOT NULL, day TEXT,
        at_micros INTEGER NOT NULL, currency TEXT NOT NULL, gross INTEGER NOT NULL,
        document TEXT NOT NULL) STRICT

      CREATE INDEX sale_day ON sale (day, number)

      CREATE TABLE review (
        number INTEGER PRIMARY KEY, review_id TEXT NOT NULL UNIQUE, device TEXT NOT NULL, day TEXT,
        at_micros INTEGER NOT NULL, document TEXT NOT NULL) STRICT

      CREATE TABLE closed_day (
        device TEXT NOT NULL, day TEXT NOT NULL, currency TEXT NOT NULL, sales INTEGER NOT NULL,
        reviews INTEGER NOT NULL, sum INTEGER NOT NULL, at_micros INTEGER NOT NULL,
        PRIMARY KEY (device, day)) STRICT, WITHOUT ROWID
      """;

  /** What came in before is worked off once more, for the restocks among it. */
  private static final String RESTOCKS =
      """
      CREATE TABLE restock (
        number INTEGER PRIMARY KEY, restock_id TEXT NOT NULL UNIQUE, device TEXT NOT NULL,
        at_micros INTEGER NOT NULL, document TEXT NOT NULL) STRICT

      DELETE FROM observation

      UPDATE progress SET position = 0
      """;

  private ReadModelSchema() {}

  public static Migrations migrations() {
    return new Migrations(APPLICATION_ID, List.of(FIRST.strip(), RESTOCKS.strip()));
  }
}
