/**
 * How the consortium's contract is called: the functions, their arguments, the codes they end with,
 * and the port behind which a ledger keeps the state. Callers build calls with {@link
 * ContractCalls}; ledgers hand them to {@code dev.loulan.contract.core.Contract}.
 *
 * <p>No clock, random number, floating point, unordered map, SQL or Fabric type is used in the
 * contract: every party computes the same bytes. Nothing here holds state between calls.
 */
@NullMarked
package dev.loulan.contract;

import org.jspecify.annotations.NullMarked;
