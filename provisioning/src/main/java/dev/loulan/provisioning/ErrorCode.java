package dev.loulan.provisioning;

/** Whose problem it is and what to do next; the names go over the wire. */
public enum ErrorCode {
  /** No such claim for this device: wrong code, or never issued. Ask the operator for a new one. */
  CLAIM_UNKNOWN,
  /** The claim has served already, with another key. Ask the operator for a new one. */
  CLAIM_USED,
  /** The claim is too old. Ask the operator for a new one. */
  CLAIM_EXPIRED,
  /** The claim text has not the form {@code code.fingerprint}. */
  CLAIM_MALFORMED,
  /** The certificate request breaks a rule; the message says which. */
  BAD_REQUEST,
  /** The device or its certificate was revoked. */
  REVOKED,
  /** The certificate was not issued here, or it has run out. */
  UNKNOWN_CERTIFICATE,
  /** A key or certificate file is missing or unreadable. */
  STORE,
  /** The server could not be reached, or answered with something else than a certificate. */
  UNREACHABLE,
  /** The server shows a certificate of another authority than the claim names. */
  WRONG_SERVER
}
