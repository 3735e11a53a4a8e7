/**
 * The waterfall of an agreement once more: slow, obvious, in fractions of any size, from the text
 * of the terms and the words of {@code docs/formats/agreement.md}. It shares no code with the split
 * that it judges. Enter at {@link dev.loulan.testkit.oracle.SplitOracle}. One thread.
 */
@NullMarked
package dev.loulan.testkit.oracle;

import org.jspecify.annotations.NullMarked;
