/** Tests of what happens when space gets short. */
@NullMarked
package dev.loulan.agent.store;

import org.jspecify.annotations.NullMarked;
