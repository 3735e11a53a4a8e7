/** Tests. */
@NullMarked
package dev.loulan.provisioning.device;

import org.jspecify.annotations.NullMarked;
