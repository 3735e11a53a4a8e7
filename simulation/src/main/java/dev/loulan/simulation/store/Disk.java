package dev.loulan.simulation.store;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import java.util.TreeMap;

/** What a device's card holds, and how it fails. A copy is the card's image. */
public final class Disk {
  final JournalImage journal;
  final TreeMap<String, String> files;
  final TreeMap<String, String> cosigned;
  final TreeMap<String, Integer> evidence;
  private Trouble trouble = Trouble.NONE;

  /** Why the card takes no writes. */
  public enum Trouble {
    NONE,
    FULL,
    READ_ONLY
  }

  public Disk() {
    this(new JournalImage(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  private Disk(
      JournalImage journal,
      TreeMap<String, String> files,
      TreeMap<String, String> cosigned,
      TreeMap<String, Integer> evidence) {
    this.journal = journal;
    this.files = files;
    this.cosigned = cosigned;
    this.evidence = evidence;
  }

  /** The card as it is now, on another card. */
  public Disk image() {
    return new Disk(
        journal.copy(), new TreeMap<>(files), new TreeMap<>(cosigned), new TreeMap<>(evidence));
  }

  public void trouble(Trouble now) {
    trouble = now;
  }

  public Trouble trouble() {
    return trouble;
  }

  public JournalImage journal() {
    return journal;
  }

  /** Whether the samples of this hash are kept. */
  public boolean hasEvidence(String sha256) {
    return evidence.containsKey(sha256);
  }

  public void keepEvidence(String sha256, int bytes) {
    requireWritable();
    evidence.put(sha256, bytes);
  }

  void requireWritable() {
    switch (trouble) {
      case FULL -> throw new JournalException(ErrorCode.STORE_FULL, "The card is full");
      case READ_ONLY -> throw new JournalException(ErrorCode.READ_ONLY, "The card is read-only");
      case NONE -> {
        // It takes writes.
      }
    }
  }
}
