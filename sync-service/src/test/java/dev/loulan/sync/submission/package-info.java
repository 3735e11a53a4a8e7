/** Tests of this package, on real files and real journals. */
@NullMarked
package dev.loulan.sync.submission;

import org.jspecify.annotations.NullMarked;
