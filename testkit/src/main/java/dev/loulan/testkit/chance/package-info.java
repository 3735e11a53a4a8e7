/** Random numbers that a seed decides, the same on every machine. Each object is for one thread. */
@NullMarked
package dev.loulan.testkit.chance;

import org.jspecify.annotations.NullMarked;
