/** Holds the picture of {@code docs/architecture.md} against the compiled classes. */
@NullMarked
package dev.loulan.acceptance.architecture;

import org.jspecify.annotations.NullMarked;
