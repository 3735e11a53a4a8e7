/**
 * Where a test may put a planted bug between the product's classes and their edges. What ships has
 * none. Enter at {@link dev.loulan.simulation.edge.Edges}.
 */
@NullMarked
package dev.loulan.simulation.edge;

import org.jspecify.annotations.NullMarked;
