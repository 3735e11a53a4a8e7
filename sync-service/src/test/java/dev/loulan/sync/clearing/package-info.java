@NullMarked
package dev.loulan.sync.clearing;

import org.jspecify.annotations.NullMarked;
