package dev.loulan.journal.entry;

/**
 * A weight step that speaks for a sale or review.
 *
 * @param stepSeq sequence number of the weight step's entry in the same epoch
 * @param windowSha256 SHA-256 of the raw samples around the step, kept outside the journal
 */
public record Evidence(long stepSeq, Bytes windowSha256) {

  public Evidence {
    Check.notNegative("stepSeq", stepSeq);
    Check.length("windowSha256", windowSha256, 32);
  }
}
