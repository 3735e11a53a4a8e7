/**
 * The words about a consortium network on this machine. Enter at {@link
 * dev.loulan.cli.fabric.FabricWord}; one thread.
 */
@NullMarked
package dev.loulan.cli.fabric;

import org.jspecify.annotations.NullMarked;
