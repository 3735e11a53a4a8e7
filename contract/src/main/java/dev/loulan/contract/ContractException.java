package dev.loulan.contract;

/** The call was malformed or not allowed; nothing was written. The code says which. */
public final class ContractException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ContractCode code;

  public ContractException(ContractCode code, String message) {
    super(message);
    this.code = code;
  }

  public ContractCode code() {
    return code;
  }
}
