package dev.loulan.sync.intake;

import dev.loulan.sync.store.Migrations;
import java.util.List;

/** The tables of {@code intake.db}. Everything in other files of the server can be made from it. */
public final class IntakeSchema {
  private static final int APPLICATION_ID = 0x4C4C494E; // "LLIN"

  private static final String FIRST =
      """
      CREATE TABLE device_key (
        device TEXT PRIMARY KEY, vkey TEXT NOT NULL) STRICT

      CREATE TABLE contact (
        device TEXT PRIMARY KEY, at_millis INTEGER NOT NULL) STRICT

      CREATE TABLE epoch (
        number INTEGER PRIMARY KEY, device TEXT NOT NULL, epoch TEXT NOT NULL, frontier BLOB NOT NULL,
        counters TEXT NOT NULL, checkpoint TEXT NOT NULL, cosigned TEXT NOT NULL,
        UNIQUE (device, epoch)) STRICT

      CREATE TABLE entry (
        position INTEGER PRIMARY KEY, device TEXT NOT NULL, epoch TEXT NOT NULL, seq INTEGER NOT NULL,
        bytes BLOB NOT NULL, UNIQUE (device, epoch, seq)) STRICT

      CREATE TABLE checkpoint (
        device TEXT NOT NULL, epoch TEXT NOT NULL, size INTEGER NOT NULL, note TEXT NOT NULL,
        PRIMARY KEY (device, epoch, size)) STRICT, WITHOUT ROWID

      CREATE TABLE submission (
        number INTEGER PRIMARY KEY, device TEXT NOT NULL, epoch TEXT NOT NULL,
        from_size INTEGER NOT NULL, to_size INTEGER NOT NULL, tx_id TEXT NOT NULL UNIQUE,
        envelope BLOB, state TEXT NOT NULL, what TEXT NOT NULL) STRICT

      CREATE INDEX submission_device ON submission (device, number)

      CREATE TABLE finding (
        number INTEGER PRIMARY KEY, device TEXT NOT NULL, code TEXT NOT NULL, what TEXT NOT NULL,
        evidence TEXT NOT NULL, at_millis INTEGER NOT NULL, UNIQUE (device, code, evidence)) STRICT
      """;

  private static final String FORMER_KEYS =
      """
      CREATE TABLE former_device_key (
        number INTEGER PRIMARY KEY, device TEXT NOT NULL, vkey TEXT NOT NULL,
        UNIQUE (device, vkey)) STRICT
      """;

  /**
   * What was endorsed is kept until its outcome is known; replicas of a server share the devices.
   */
  private static final String SHARED_WORK =
      """
      ALTER TABLE submission ADD COLUMN prepared BLOB

      CREATE TABLE lease (
        device TEXT PRIMARY KEY, holder TEXT NOT NULL, until_millis INTEGER NOT NULL) STRICT
      """;

  private static final String QUARANTINE =
      """
      CREATE TABLE quarantine (
        device TEXT PRIMARY KEY, what TEXT NOT NULL, proof TEXT NOT NULL,
        since_millis INTEGER NOT NULL) STRICT
      """;

  /** Counters are written as the ledger writes them. */
  private static final String COUNTERS_AS_ON_THE_LEDGER =
      """
      UPDATE epoch SET counters = replace(counters, '"dayMinor":', '"dayGross":')
      """;

  private IntakeSchema() {}

  public static Migrations migrations() {
    return new Migrations(
        APPLICATION_ID,
        List.of(
            FIRST.strip(),
            FORMER_KEYS.strip(),
            SHARED_WORK.strip(),
            QUARANTINE.strip(),
            COUNTERS_AS_ON_THE_LEDGER.strip()));
  }
}
