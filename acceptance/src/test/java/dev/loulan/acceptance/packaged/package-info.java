/**
 * The agent as it is deployed: the same cases against the package for the JVM and against the
 * native programs.
 *
 * <p>Enter at {@link dev.loulan.acceptance.packaged.PackagedAgentCases}. Run by Failsafe, after all
 * that the programs are made of is packaged.
 */
@NullMarked
package dev.loulan.acceptance.packaged;

import org.jspecify.annotations.NullMarked;
