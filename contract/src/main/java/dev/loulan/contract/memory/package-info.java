/** The contract over a map, for simulations and tests. One thread. */
@NullMarked
package dev.loulan.contract.memory;

import org.jspecify.annotations.NullMarked;
