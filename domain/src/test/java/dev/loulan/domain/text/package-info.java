@NullMarked
package dev.loulan.domain.text;

import org.jspecify.annotations.NullMarked;
