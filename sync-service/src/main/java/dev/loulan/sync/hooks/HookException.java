package dev.loulan.sync.hooks;

/** A web hook cannot be as asked for; the message says why in a sentence. */
public final class HookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HookException(String what) {
    super(what);
  }
}
