/** Tests of names and ports. */
@NullMarked
package dev.loulan.fabric.layout;

import org.jspecify.annotations.NullMarked;
