@NullMarked
package dev.loulan.testkit.broker;

import org.jspecify.annotations.NullMarked;
