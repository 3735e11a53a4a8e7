/**
 * Sentences for people, in the language of the process. Nothing that is signed or compared may
 * depend on them.
 */
@NullMarked
package dev.loulan.domain.text;

import org.jspecify.annotations.NullMarked;
