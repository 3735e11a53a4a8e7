/** Tests of the management API as its OpenAPI page describes it. */
@NullMarked
package dev.loulan.server.api;

import org.jspecify.annotations.NullMarked;
