/**
 * The word {@code demo}: the whole line with a simulated shelf, live or one day at full speed.
 * Enter at {@link dev.loulan.cli.demo.DemoWord}. One thread.
 */
@NullMarked
package dev.loulan.cli.demo;

import org.jspecify.annotations.NullMarked;
