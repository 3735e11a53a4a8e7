/** Tests of {@code dev.loulan.clearing.trial}. */
@NullMarked
package dev.loulan.clearing.trial;

import org.jspecify.annotations.NullMarked;
