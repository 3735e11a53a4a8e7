/**
 * Which organisations, orderers and peers a network has, and where each keeps its files and ports.
 * Values only.
 */
@NullMarked
package dev.loulan.fabric.layout;

import org.jspecify.annotations.NullMarked;
