package dev.loulan.server.web;

/** There is no such page, or it is not this visitor's to see. */
final class MissingPage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingPage() {
    super("no such page", null, false, false);
  }
}
