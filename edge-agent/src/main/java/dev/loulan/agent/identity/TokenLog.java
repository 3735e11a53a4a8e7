package dev.loulan.agent.identity;

import org.xipki.pkcs11.wrapper.Logger;

/** Lets the token library say only what goes wrong; it would write each step to standard output. */
final class TokenLog implements Logger {
  private static final System.Logger LOG = System.getLogger(TokenKeys.class.getName());

  @Override
  public void info(String format, Object... values) {
    // Steps of the protocol, among them the token's serial number, are nobody's business.
  }

  @Override
  public void warn(String format, Object... values) {
    LOG.log(System.Logger.Level.WARNING, "The token library warns: " + format);
  }

  @Override
  public void error(String format, Object... values) {
    LOG.log(System.Logger.Level.WARNING, "The token library failed: " + format);
  }

  @Override
  public void debug(String format, Object... values) {
    // As above.
  }

  @Override
  public void trace(String format, Object... values) {
    // As above.
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return false;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }
}
