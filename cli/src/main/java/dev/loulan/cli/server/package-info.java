/**
 * The words that speak to a running server, and the client they share.
 *
 * <p>Enter at {@link dev.loulan.cli.server.AdminClient}. One thread.
 */
@NullMarked
package dev.loulan.cli.server;

import org.jspecify.annotations.NullMarked;
