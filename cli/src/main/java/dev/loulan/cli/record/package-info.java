/**
 * The word {@code record}: a live shelf as a recording. Enter at {@link
 * dev.loulan.cli.record.RecordWord}.
 */
@NullMarked
package dev.loulan.cli.record;

import org.jspecify.annotations.NullMarked;
