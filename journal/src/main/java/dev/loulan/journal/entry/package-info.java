/**
 * What the journal can say: every entry type, and its bytes.
 *
 * <p>Enter at {@link dev.loulan.journal.entry.JournalEntry} and {@link
 * dev.loulan.journal.entry.EntryCodec}. All types are immutable; any thread may use them. The
 * format is {@code docs/formats/journal.cddl}.
 */
@NullMarked
package dev.loulan.journal.entry;

import org.jspecify.annotations.NullMarked;
