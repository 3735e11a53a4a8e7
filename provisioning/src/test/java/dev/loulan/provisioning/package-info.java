/** Tests. */
@NullMarked
package dev.loulan.provisioning;

import org.jspecify.annotations.NullMarked;
