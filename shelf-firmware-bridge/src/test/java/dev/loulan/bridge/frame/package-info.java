@NullMarked
package dev.loulan.bridge.frame;

import org.jspecify.annotations.NullMarked;
