/** Tests. */
@NullMarked
package dev.loulan.inference.signal;

import org.jspecify.annotations.NullMarked;
