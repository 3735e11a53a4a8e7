package dev.loulan.fabric.layout;

import java.nio.file.Path;

/**
 * An organisation of the consortium.
 *
 * @param name begins with its role: {@code supplier}, {@code supplier2}
 */
public record Organisation(String name, Path folder) {

  /** Begins with the role, by which the contract knows what a caller may do. */
  public String mspId() {
    return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1) + "MSP";
  }

  /** The folder that tells others who belongs to the organisation. */
  public Path msp() {
    return folder.resolve("msp");
  }

  /** Certificate of the authority that signs TLS certificates. */
  public Path tlsAuthority() {
    return folder.resolve("tlsca/ca.crt");
  }

  /** MSP folder of a person or program of the organisation. */
  public Path user(String user) {
    return folder.resolve("users").resolve(user).resolve("msp");
  }
}
