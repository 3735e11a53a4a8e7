@NullMarked
package dev.loulan.bridge;

import org.jspecify.annotations.NullMarked;
