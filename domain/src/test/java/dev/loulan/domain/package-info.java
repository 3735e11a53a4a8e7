@NullMarked
package dev.loulan.domain;

import org.jspecify.annotations.NullMarked;
