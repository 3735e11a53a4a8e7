/** Tests of {@code dev.loulan.clearing.sales}. */
@NullMarked
package dev.loulan.clearing.sales;

import org.jspecify.annotations.NullMarked;
