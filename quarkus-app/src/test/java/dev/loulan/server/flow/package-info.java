/**
 * The server's whole line over real sockets: claim, journal, segments, bill, settlement, backup.
 */
@NullMarked
package dev.loulan.server.flow;

import org.jspecify.annotations.NullMarked;
