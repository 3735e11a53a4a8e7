/**
 * Shopping sessions as named scenarios, made up from seeds: what shoppers do, what the plates read,
 * and what is true.
 *
 * <p>Enter at {@link dev.loulan.testkit.scenario.ScenarioSet}; its parameters are in {@code
 * scenarios.properties}. The same seed gives the same samples on every machine. Objects are for one
 * thread each.
 */
@NullMarked
package dev.loulan.testkit.scenario;

import org.jspecify.annotations.NullMarked;
