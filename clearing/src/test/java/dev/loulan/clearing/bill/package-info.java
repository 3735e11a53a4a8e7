/** Tests of {@code dev.loulan.clearing.bill}. */
@NullMarked
package dev.loulan.clearing.bill;

import org.jspecify.annotations.NullMarked;
