package dev.loulan.contract;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One call as it travels to the ledger.
 *
 * @param args public arguments
 * @param transientData what only the endorsers see; it is not part of the public transaction
 */
public record ContractCall(
    ContractFunction function, List<byte[]> args, Map<String, byte[]> transientData) {

  public ContractCall {
    args = List.copyOf(args);
    transientData = Collections.unmodifiableSortedMap(new TreeMap<>(transientData));
  }
}
