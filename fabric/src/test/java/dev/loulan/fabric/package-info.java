/** The real network, started once for all tests of this module, and what breaks it on purpose. */
@NullMarked
package dev.loulan.fabric;

import org.jspecify.annotations.NullMarked;
