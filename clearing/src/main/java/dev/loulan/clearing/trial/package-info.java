/**
 * A ledger of its own, in this process, on which a file of sales is cleared by the real contract:
 * the parties' keys are made for the run, each machine gets a journal, each provider a bill. Enter
 * at {@link dev.loulan.clearing.trial.Trial}. One thread.
 */
@NullMarked
package dev.loulan.clearing.trial;

import org.jspecify.annotations.NullMarked;
