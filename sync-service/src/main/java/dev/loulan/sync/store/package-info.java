/**
 * One SQLite file: its format version, its one writer, its reader, its copy. Enter at {@link
 * dev.loulan.sync.store.SqliteFile}; any thread may call, writers wait for one another.
 */
@NullMarked
package dev.loulan.sync.store;

import org.jspecify.annotations.NullMarked;
