/**
 * The Merkle tree of RFC 6962: hashes, proofs, and the right edge from which a log grows.
 *
 * <p>Enter at {@link dev.loulan.journal.merkle.Frontier} to follow a log, at {@link
 * dev.loulan.journal.merkle.MerkleTree} to make proofs and at {@link
 * dev.loulan.journal.merkle.Proofs} to check them. A frontier belongs to one thread; the rest is
 * free of state.
 */
@NullMarked
package dev.loulan.journal.merkle;

import org.jspecify.annotations.NullMarked;
