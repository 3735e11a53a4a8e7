/** Tests of the package of this name. */
@NullMarked
package dev.loulan.agent.merge;

import org.jspecify.annotations.NullMarked;
