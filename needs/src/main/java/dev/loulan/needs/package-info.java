/** What tests need beside the project, and what happens where it is missing. */
@NullMarked
package dev.loulan.needs;

import org.jspecify.annotations.NullMarked;
