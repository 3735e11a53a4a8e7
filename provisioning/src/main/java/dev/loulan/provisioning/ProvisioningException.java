package dev.loulan.provisioning;

import org.jspecify.annotations.Nullable;

/** Something outside failed, or a request was refused; the message is one sentence for a person. */
public final class ProvisioningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public ProvisioningException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public ProvisioningException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
