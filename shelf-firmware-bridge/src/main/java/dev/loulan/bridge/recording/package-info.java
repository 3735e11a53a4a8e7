/**
 * Recordings of a shelf as files: reading them row by row, and writing them.
 *
 * <p>Enter at {@link dev.loulan.bridge.recording.Recording} for a folder and at {@link
 * dev.loulan.bridge.recording.WeightColumn} for one column of one file. The layout is fixed in
 * {@code docs/formats/recording.md}. Readers and writers belong to one thread each.
 */
@NullMarked
package dev.loulan.bridge.recording;

import org.jspecify.annotations.NullMarked;
