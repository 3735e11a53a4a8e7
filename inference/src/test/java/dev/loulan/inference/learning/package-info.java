/** Tests. */
@NullMarked
package dev.loulan.inference.learning;

import org.jspecify.annotations.NullMarked;
