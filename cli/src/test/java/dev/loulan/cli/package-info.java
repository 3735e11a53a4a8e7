/** Tests of the command line. */
@NullMarked
package dev.loulan.cli;

import org.jspecify.annotations.NullMarked;
