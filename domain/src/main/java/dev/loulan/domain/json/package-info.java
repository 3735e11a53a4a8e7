/**
 * JSON that is signed or hashed: integers, text, booleans, null, arrays and objects, written in the
 * one canonical form of RFC 8785. Enter at {@link JsonReader#read} and {@link Json#canonical()}.
 *
 * <p>Fractions, exponents, numbers beyond 2^53 - 1 and repeated names are refused, so that every
 * reader in every language sees the same document. All types are immutable.
 */
@NullMarked
package dev.loulan.domain.json;

import org.jspecify.annotations.NullMarked;
