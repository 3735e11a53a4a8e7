/** Tests. */
@NullMarked
package dev.loulan.server.identity;

import org.jspecify.annotations.NullMarked;
