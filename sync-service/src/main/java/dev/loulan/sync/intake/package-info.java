/**
 * Takes in the journals of devices: checks every byte, entry, counter, root and signature, keeps
 * what is sound and answers with a cosignature. Enter at {@link dev.loulan.sync.intake.Intake}.
 *
 * <p>Entries are kept as the bytes that came. What was answered is on disk. Any thread may call;
 * one segment is taken at a time.
 */
@NullMarked
package dev.loulan.sync.intake;

import org.jspecify.annotations.NullMarked;
