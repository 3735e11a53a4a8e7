@NullMarked
package dev.loulan.domain.agreement;

import org.jspecify.annotations.NullMarked;
