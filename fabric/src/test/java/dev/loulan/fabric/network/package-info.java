/** What the consortium on the real network does, and what it does when parts of it fail. */
@NullMarked
package dev.loulan.fabric.network;

import org.jspecify.annotations.NullMarked;
