package dev.loulan.simulation.store;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a device's card holds, and how it fails. A copy is the card's image. */
public final class Disk {
  final JournalImage journal;
  final SortedMap<String, String> files;
  final SortedMap<String, String> cosigned;
  final SortedMap<String, Integer> evidence;

  /** Number of the key that signs, and of the one that takes over next; 0 when none is prepared. */
  int key = 1;

  int nextKey;
  private Trouble trouble = Trouble.NONE;

  /** Why the card takes no writes. */
  public enum Trouble {
    NONE,
    FULL,
    READ_ONLY
  }

  public Disk() {
    this(new JournalImage(), Map.of(), Map.of(), Map.of());
  }

  private Disk(
      JournalImage journal,
      Map<String, String> files,
      Map<String, String> cosigned,
      Map<String, Integer> evidence) {
    this.journal = journal;
    this.files = new TreeMap<>(files);
    this.cosigned = new TreeMap<>(cosigned);
    this.evidence = new TreeMap<>(evidence);
  }

  /** The card as it is now, on another card. */
  public Disk image() {
    Disk image = new Disk(journal.copy(), files, cosigned, evidence);
    image.key = key;
    image.nextKey = nextKey;
    return image;
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
