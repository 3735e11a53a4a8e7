/** A shelf with goods, its board, and what shoppers really do. One thread. */
@NullMarked
package dev.loulan.simulation.shelf;

import org.jspecify.annotations.NullMarked;
