/** See the tests. */
@NullMarked
package dev.loulan.contract.core;

import org.jspecify.annotations.NullMarked;
