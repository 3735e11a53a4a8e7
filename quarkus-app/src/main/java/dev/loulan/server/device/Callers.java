package dev.loulan.server.device;

import dev.loulan.server.http.Problem;
import dev.loulan.server.identity.Caller;
import io.quarkus.security.identity.SecurityIdentity;

/** The device behind a request. */
final class Callers {
  private Callers() {}

  static Caller.Device device(SecurityIdentity identity) {
    if (identity.getAttribute(Caller.ATTRIBUTE) instanceof Caller.Device device) {
      return device;
    }
    throw new Problem(401, "UNAUTHENTICATED", "This call needs a device's client certificate.");
  }
}
