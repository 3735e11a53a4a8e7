/**
 * Decides who speaks to the server: devices by their certificate, people by account, session or
 * one-time link, programs by token; and which role may see what.
 *
 * <p>Enter at {@link dev.loulan.server.identity.Accounts}, {@link
 * dev.loulan.server.identity.Sessions} and {@link dev.loulan.server.identity.TlsBootstrap}.
 * Everything is kept in {@code identity.db} in the data folder; any thread may call, writes wait
 * for one another.
 */
@NullMarked
package dev.loulan.server.identity;

import org.jspecify.annotations.NullMarked;
