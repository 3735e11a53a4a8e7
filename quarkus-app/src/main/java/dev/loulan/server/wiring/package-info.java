/**
 * Puts the parts together: settings, databases, ledger, workers. Each is one object for the life of
 * the process, opened at the start and closed at the stop; all may be called from any thread.
 */
@NullMarked
package dev.loulan.server.wiring;

import org.jspecify.annotations.NullMarked;
