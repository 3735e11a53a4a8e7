package dev.loulan.journal.entry;

import java.util.List;

/**
 * A weight step that speaks for a sale or review.
 *
 * @param stepSeq sequence number of the weight step's entry in the same epoch; below 0 in a body
 *     that is still to be appended together with its steps
 * @param windowSha256 SHA-256 of the raw samples around the step, kept outside the journal
 */
public record Evidence(long stepSeq, Bytes windowSha256) {

  public Evidence {
    Check.length("windowSha256", windowSha256, 32);
  }

  /**
   * A step that is appended together with the body; the journal puts in its sequence number.
   *
   * @param index of the step among what is appended together, from 0
   */
  public static Evidence together(int index, Bytes windowSha256) {
    return new Evidence(-1L - index, windowSha256);
  }

  static List<Evidence> placed(List<Evidence> evidence, long first) {
    return evidence.stream().map(item -> item.placed(first)).toList();
  }

  private Evidence placed(long first) {
    return stepSeq < 0 ? new Evidence(first - 1 - stepSeq, windowSha256) : this;
  }
}
