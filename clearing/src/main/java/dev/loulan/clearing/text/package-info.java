/**
 * Sentences for people, in English and Chinese. Enter at {@link dev.loulan.clearing.text.Texts} and
 * {@link dev.loulan.clearing.text.InputException}. Any thread may call.
 */
@NullMarked
package dev.loulan.clearing.text;

import org.jspecify.annotations.NullMarked;
