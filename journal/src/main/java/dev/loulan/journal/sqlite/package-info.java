/**
 * Journals in SQLite files, and beside each its evidence windows and what is known of the server.
 *
 * <p>Enter at {@link dev.loulan.journal.sqlite.SqliteJournalStore}. The tables are in {@code
 * docs/formats/journal.md}. One thread per opened store; a reader opens the file for itself.
 */
@NullMarked
package dev.loulan.journal.sqlite;

import org.jspecify.annotations.NullMarked;
