/**
 * Planograms and prices as people keep them in files, and as the signed documents that a shelf
 * gets. Enter at {@link dev.loulan.cli.shelf.ShelfFiles}. Any thread may call.
 */
@NullMarked
package dev.loulan.cli.shelf;

import org.jspecify.annotations.NullMarked;
