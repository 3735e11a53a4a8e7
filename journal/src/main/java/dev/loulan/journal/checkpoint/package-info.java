/**
 * What is signed and shown to others: C2SP signed notes, log checkpoints, cosignatures and proofs
 * for single entries, as text that other programs read too.
 *
 * <p>Enter at {@link dev.loulan.journal.checkpoint.Checkpoint}, {@link
 * dev.loulan.journal.checkpoint.Cosigner} and {@link dev.loulan.journal.checkpoint.EntryProof}. All
 * types are immutable; the formats are in {@code docs/formats/checkpoint.md}.
 */
@NullMarked
package dev.loulan.journal.checkpoint;

import org.jspecify.annotations.NullMarked;
