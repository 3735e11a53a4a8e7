@NullMarked
package dev.loulan.domain.split;

import org.jspecify.annotations.NullMarked;
