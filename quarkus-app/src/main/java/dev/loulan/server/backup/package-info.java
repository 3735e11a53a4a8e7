/**
 * Copies a running server into one tar archive, and puts an archive back into an empty data folder
 * of a stopped one. Enter at {@link dev.loulan.server.backup.Backup} and {@link
 * dev.loulan.server.backup.Restore}.
 */
@NullMarked
package dev.loulan.server.backup;

import org.jspecify.annotations.NullMarked;
