/** Tests. */
@NullMarked
package dev.loulan.server.web;

import org.jspecify.annotations.NullMarked;
