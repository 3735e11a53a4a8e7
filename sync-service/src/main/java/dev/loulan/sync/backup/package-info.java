/**
 * Copies a running server into one tar archive, and puts an archive back into an empty data folder
 * of a stopped one. Enter at {@link dev.loulan.sync.backup.Backup} and {@link
 * dev.loulan.sync.backup.Restore}.
 */
@NullMarked
package dev.loulan.sync.backup;

import org.jspecify.annotations.NullMarked;
