package dev.loulan.server.identity;

import java.security.cert.X509Certificate;

/** Who sent a request; stands in the security identity under {@link #ATTRIBUTE}. */
public sealed interface Caller {
  /** Name of the security identity's attribute that holds the caller. */
  String ATTRIBUTE = "loulan.caller";

  /** A shelf controller with a valid client certificate. */
  record Device(String name, X509Certificate certificate) implements Caller {}

  /** A signed-in person. */
  record Person(Sessions.Session session) implements Caller {
    public Account account() {
      return session.account();
    }
  }

  /** A program with the administrator's token. */
  record Program() implements Caller {}
}
