@NullMarked
package dev.loulan.domain.matching;

import org.jspecify.annotations.NullMarked;
