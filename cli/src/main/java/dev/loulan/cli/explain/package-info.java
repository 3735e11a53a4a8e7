/**
 * The word {@code explain}: the story of one sale from the journal and the samples kept beside it.
 * Enter at {@link dev.loulan.cli.explain.ExplainWord}. One thread.
 */
@NullMarked
package dev.loulan.cli.explain;

import org.jspecify.annotations.NullMarked;
