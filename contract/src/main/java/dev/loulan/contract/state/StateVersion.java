package dev.loulan.contract.state;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.StateReader;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;

/**
 * Which format a definition's state has. A contract reads its own format and the one before, and
 * refuses a newer one, so that an older program cannot write over what it does not understand.
 *
 * <table>
 * <caption>Formats</caption>
 * <tr><td>1</td><td>bears no mark</td></tr>
 * <tr><td>2</td><td>marked; batches keep the entries themselves, not JSON</td></tr>
 * </table>
 */
public final class StateVersion {
  /** The format that this contract writes. */
  public static final long CURRENT = 2;

  private static final long UNMARKED = 1;
  private static final String KEY = "stateVersion";

  private StateVersion() {}

  public static long of(StateReader state) {
    return Documents.find(state, KEY)
        .map(json -> Documents.fields(json).integer("version"))
        .orElse(UNMARKED);
  }

  /**
   * Lets a call go on only where its program understands the state.
   *
   * @throws ContractException with {@code STATE_NEWER}
   */
  public static void require(StateReader state) {
    long version = of(state);
    if (version > CURRENT) {
      throw new ContractException(
          ContractCode.STATE_NEWER,
          "The state has format "
              + version
              + ", this contract knows up to "
              + CURRENT
              + ": install the newer contract");
    }
  }

  /** Marks the state as being of the current format; again is success. */
  public static Json upgrade(StatePort state, Caller caller) {
    if (caller.role() != PartyRole.OPERATOR) {
      throw new ContractException(
          ContractCode.NOT_AUTHORISED, "The operator upgrades the state, not " + caller.role());
    }
    long version = of(state);
    if (version < CURRENT) {
      Json.Obj mark = new JsonObjectBuilder().integer("version", CURRENT).build();
      state.put(KEY, mark.canonical());
    }
    return new JsonObjectBuilder().integer("from", version).integer("to", CURRENT).build();
  }
}
