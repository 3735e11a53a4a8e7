@NullMarked
package dev.loulan.agent.files;

import org.jspecify.annotations.NullMarked;
