/**
 * The channel: its first block, the chaincode definitions on it, and changes of its configuration.
 */
@NullMarked
package dev.loulan.fabric.channel;

import org.jspecify.annotations.NullMarked;
