/**
 * Kills a running agent again and again while a whole line works through a day, and compares what
 * the ledger holds in the end with what the shoppers really took.
 *
 * <p>Enter at {@link dev.loulan.acceptance.kill.AgentKillTest}. {@link
 * dev.loulan.acceptance.kill.KillPlan} decides from a seed where, {@link
 * dev.loulan.acceptance.kill.KillDrill} does it, {@link dev.loulan.acceptance.kill.DayBooks} holds
 * what is compared.
 */
@NullMarked
package dev.loulan.acceptance.kill;

import org.jspecify.annotations.NullMarked;
