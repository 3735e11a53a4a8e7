/**
 * The definition {@code terms}: parties, agreements, bills, adjustments and the settlement of days.
 * Enter at {@link TermsFunctions}. It reads the definition {@code sales} and never writes there.
 */
@NullMarked
package dev.loulan.contract.terms;

import org.jspecify.annotations.NullMarked;
