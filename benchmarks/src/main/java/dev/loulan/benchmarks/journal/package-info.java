/**
 * The journal beside what else would keep a record for good: {@code ./loulan bench journal}.
 *
 * <p>Enter at {@link dev.loulan.benchmarks.journal.JournalBench}. Each {@link
 * dev.loulan.benchmarks.journal.DurableLog} takes the same records from one or many threads and
 * returns once they are on the disk.
 */
@NullMarked
package dev.loulan.benchmarks.journal;

import org.jspecify.annotations.NullMarked;
