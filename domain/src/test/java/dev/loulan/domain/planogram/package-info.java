/** Tests. */
@NullMarked
package dev.loulan.domain.planogram;

import org.jspecify.annotations.NullMarked;
