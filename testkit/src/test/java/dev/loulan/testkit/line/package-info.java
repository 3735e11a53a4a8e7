@NullMarked
package dev.loulan.testkit.line;

import org.jspecify.annotations.NullMarked;
