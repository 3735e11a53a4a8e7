@NullMarked
package dev.loulan.domain.json;

import org.jspecify.annotations.NullMarked;
