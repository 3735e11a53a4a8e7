/** Tests of the board's end of the wire. */
@org.jspecify.annotations.NullMarked
package dev.loulan.bridge.client;
