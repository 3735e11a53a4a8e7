package dev.loulan.contract;

import java.util.List;
import java.util.Map;

/**
 * The contract: takes a call, reads and writes through the port, answers.
 *
 * <p>Stateless; one instance serves any number of calls, each on its own port and thread.
 */
public final class Contract {

  /**
   * Carries out one call.
   *
   * @param state the state of the function's definition
   * @throws ContractException when the call is malformed, not allowed or contradicts the ledger;
   *     the adapter must then drop what was written to the port
   */
  public Reply invoke(
      StatePort state,
      Caller caller,
      String function,
      List<byte[]> args,
      Map<String, byte[]> transientData) {
    ContractFunction called =
        ContractFunction.ofWord(function)
            .orElseThrow(() ->
                new ContractException(
                    ContractCode.UNKNOWN_FUNCTION, "No function '" + function + "'"));
    throw new ContractException(
        ContractCode.UNKNOWN_FUNCTION,
        "Function '" + called.word() + "' of " + caller.partyId() + " is not deployed");
  }
}
