/**
 * Compares what the journal says was sold with what the payment provider says it collected. Enter
 * at {@link Matching#of}. A pure function: the order of its inputs does not matter.
 */
@NullMarked
package dev.loulan.domain.matching;

import org.jspecify.annotations.NullMarked;
