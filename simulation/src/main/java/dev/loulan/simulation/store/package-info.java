/**
 * Memory in place of files and databases, with their faults: what a power cut leaves is what the
 * ports promise, no more. One thread.
 */
@NullMarked
package dev.loulan.simulation.store;

import org.jspecify.annotations.NullMarked;
