/** Tests. */
@NullMarked
package dev.loulan.inference.recorded;

import org.jspecify.annotations.NullMarked;
