/** Tests of the package of this name. */
@NullMarked
package dev.loulan.agent.alert;

import org.jspecify.annotations.NullMarked;
