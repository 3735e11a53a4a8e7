/**
 * Agreements between operator, host and supplier as data: who shares what, on which basis, on which
 * shelves, from when. Enter at {@link TermsDocument#read} and {@link Terms}.
 *
 * <p>All types are immutable. A member that nobody would read is refused, never ignored.
 */
@NullMarked
package dev.loulan.domain.agreement;

import org.jspecify.annotations.NullMarked;
