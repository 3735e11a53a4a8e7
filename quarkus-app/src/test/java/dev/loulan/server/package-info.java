/** Tests of the server's start: settings and what the machine lacks. */
@NullMarked
package dev.loulan.server;

import org.jspecify.annotations.NullMarked;
