/** Tests of {@code dev.loulan.clearing.statement}. */
@NullMarked
package dev.loulan.clearing.statement;

import org.jspecify.annotations.NullMarked;
