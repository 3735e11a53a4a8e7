/** Small runs of the scenario set that gate every build; the whole set is a bench. */
@NullMarked
package dev.loulan.benchmarks.inference;

import org.jspecify.annotations.NullMarked;
