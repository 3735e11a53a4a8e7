/**
 * The device's signed log: appends entries, commits them under one checkpoint, and never shows a
 * half.
 *
 * <p>Enter at {@link dev.loulan.journal.Journal}; a {@link dev.loulan.journal.JournalStore} keeps
 * the bytes ({@code journal.sqlite} is the one that ships). A journal belongs to one thread; {@link
 * dev.loulan.journal.JournalWriter} is that thread, and lets many callers wait together.
 */
@NullMarked
package dev.loulan.journal;

import org.jspecify.annotations.NullMarked;
