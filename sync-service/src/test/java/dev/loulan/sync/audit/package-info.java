/** Tests of {@code dev.loulan.sync.audit}. */
@NullMarked
package dev.loulan.sync.audit;

import org.jspecify.annotations.NullMarked;
