/**
 * What stands where on a shelf: products with their unit weights and prices, and the plates they
 * stand on.
 *
 * <p>Start at {@link dev.loulan.domain.planogram.PlanogramLoader}: it takes the rows of a planogram
 * as they come, keeps what is sound and counts what is not. Every value is immutable and may be
 * shared between threads.
 */
@NullMarked
package dev.loulan.domain.planogram;

import org.jspecify.annotations.NullMarked;
