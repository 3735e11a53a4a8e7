package dev.loulan.journal.entry;

/** A configuration took effect; its content stays outside the journal. */
public record Configuration(String version, Bytes contentSha256) implements Body {

  public Configuration {
    Check.length("contentSha256", contentSha256, 32);
  }

  @Override
  public EntryType type() {
    return EntryType.CONFIGURATION;
  }
}
