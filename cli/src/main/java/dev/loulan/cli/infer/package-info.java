/**
 * The word {@code infer}: steps and health of one load cell's recording. Enter at {@link
 * dev.loulan.cli.infer.InferWord}. One thread.
 */
@NullMarked
package dev.loulan.cli.infer;

import org.jspecify.annotations.NullMarked;
