@NullMarked
package dev.loulan.bridge.gpio;

import org.jspecify.annotations.NullMarked;
