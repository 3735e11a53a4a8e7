/** Tests. */
@NullMarked
package dev.loulan.provisioning.party;

import org.jspecify.annotations.NullMarked;
