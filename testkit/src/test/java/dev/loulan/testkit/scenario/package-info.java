/** Tests. */
@NullMarked
package dev.loulan.testkit.scenario;

import org.jspecify.annotations.NullMarked;
