package dev.loulan.contract;

/**
 * What a valid call came to. A refusal is a valid call too: it leaves a record on the ledger and
 * names its {@link ContractCode}.
 *
 * @param code {@link ContractCode#OK} when done
 * @param payload canonical JSON (UTF-8); never altered after it is handed out
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; adapters pass the bytes on
public record Reply(Status status, ContractCode code, byte[] payload) {

  /** Whether the call did what it asked. */
  public enum Status {
    DONE,
    REFUSED
  }

  public static Reply done(byte[] payload) {
    return new Reply(Status.DONE, ContractCode.OK, payload);
  }

  public static Reply refused(ContractCode code, byte[] payload) {
    return new Reply(Status.REFUSED, code, payload);
  }
}
