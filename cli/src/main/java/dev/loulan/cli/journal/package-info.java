/**
 * The words that look into a journal without trusting who wrote it. Enter at {@link
 * dev.loulan.cli.journal.JournalWord}. One thread.
 */
@NullMarked
package dev.loulan.cli.journal;

import org.jspecify.annotations.NullMarked;
