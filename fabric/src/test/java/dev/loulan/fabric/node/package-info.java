/** Tests of processes and programs. */
@NullMarked
package dev.loulan.fabric.node;

import org.jspecify.annotations.NullMarked;
