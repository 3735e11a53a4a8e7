/** Tests of {@code dev.loulan.clearing.agreement}. */
@NullMarked
package dev.loulan.clearing.agreement;

import org.jspecify.annotations.NullMarked;
