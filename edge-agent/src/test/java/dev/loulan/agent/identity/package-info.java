@NullMarked
package dev.loulan.agent.identity;

import org.jspecify.annotations.NullMarked;
