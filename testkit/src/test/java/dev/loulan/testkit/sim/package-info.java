@NullMarked
package dev.loulan.testkit.sim;

import org.jspecify.annotations.NullMarked;
