/** Goals and figures. */
@NullMarked
package dev.loulan.benchmarks.report;

import org.jspecify.annotations.NullMarked;
