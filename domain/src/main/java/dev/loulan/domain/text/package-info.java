/**
 * Sentences for people, and what the core said in English told in their language. Nothing that is
 * signed or compared may depend on them.
 */
@NullMarked
package dev.loulan.domain.text;

import org.jspecify.annotations.NullMarked;
