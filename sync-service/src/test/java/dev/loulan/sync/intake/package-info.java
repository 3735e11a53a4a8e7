/** Tests of this package, on real files and real journals. */
@NullMarked
package dev.loulan.sync.intake;

import org.jspecify.annotations.NullMarked;
