/**
 * The controller's own page and its health, on loopback.
 *
 * <p>Enter at {@link dev.loulan.agent.page.StatusPage}. Called by Quarkus.
 */
@NullMarked
package dev.loulan.agent.page;

import org.jspecify.annotations.NullMarked;
