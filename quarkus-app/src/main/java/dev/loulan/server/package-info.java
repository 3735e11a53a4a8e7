/**
 * The server as a process: reads its settings, makes keys and TLS files, starts Quarkus, says where
 * it listens. Enter at {@link dev.loulan.server.ServerMain}.
 *
 * <p>Everything that can be wrong with the machine or the settings is said in one sentence before
 * Quarkus starts; exit code 2 is a wrong setting, 3 something missing on the machine.
 */
@NullMarked
package dev.loulan.server;

import org.jspecify.annotations.NullMarked;
