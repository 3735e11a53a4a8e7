/**
 * What the configuration file may say, checked before anything starts. Enter at {@link
 * dev.loulan.server.settings.ServerSettings}; immutable, any thread.
 */
@NullMarked
package dev.loulan.server.settings;

import org.jspecify.annotations.NullMarked;
