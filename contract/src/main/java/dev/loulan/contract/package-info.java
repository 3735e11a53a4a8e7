/**
 * The consortium's contract: devices, agreements, verified batches, bills, adjustments and
 * settlement, as one deterministic state machine over {@link StatePort}. Enter at {@link Contract};
 * callers build their arguments with {@link ContractCalls}.
 *
 * <p>No clock, random number, floating point, unordered map, SQL or Fabric type is used here: every
 * party computes the same bytes. Objects of this package hold no state between calls.
 */
@NullMarked
package dev.loulan.contract;

import org.jspecify.annotations.NullMarked;
