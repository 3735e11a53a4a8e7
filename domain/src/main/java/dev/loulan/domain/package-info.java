/**
 * The words of the product as values: products, planograms, prices, money and identities.
 *
 * <p>Nothing here does I/O, reads a clock or knows a framework. Every type is immutable and may be
 * shared between threads.
 */
@NullMarked
package dev.loulan.domain;

import org.jspecify.annotations.NullMarked;
