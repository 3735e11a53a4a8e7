/** Tests. */
@NullMarked
package dev.loulan.inference.session;

import org.jspecify.annotations.NullMarked;
