/** Tests of the package of this name. */
@NullMarked
package dev.loulan.agent.session;

import org.jspecify.annotations.NullMarked;
