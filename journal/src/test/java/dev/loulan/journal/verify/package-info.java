@NullMarked
package dev.loulan.journal.verify;

import org.jspecify.annotations.NullMarked;
