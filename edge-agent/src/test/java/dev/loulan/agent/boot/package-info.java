@NullMarked
package dev.loulan.agent.boot;

import org.jspecify.annotations.NullMarked;
