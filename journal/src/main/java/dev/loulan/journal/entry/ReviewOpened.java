package dev.loulan.journal.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shelf is not sure, and a person decides.
 *
 * <p>The agent makes it with {@link #draft}; the journal numbers it.
 *
 * @param reviewNo running number of the review in its epoch, from 1
 * @param tender null when none was given
 * @param candidates the outcomes that may be true, the likeliest first; may be empty
 * @param reason a word: why the shelf does not decide
 */
public record ReviewOpened(
    long reviewNo,
    String session,
    @Nullable Tender tender,
    List<Candidate> candidates,
    String reason,
    List<Evidence> evidence)
    implements Body {

  public ReviewOpened {
    candidates = List.copyOf(candidates);
    evidence = List.copyOf(evidence);
    Check.notNegative("reviewNo", reviewNo);
    Check.text("session", session);
    Check.text("reason", reason);
  }

  /** A review that the journal still has to number. */
  public static ReviewOpened draft(
      String session,
      @Nullable Tender tender,
      List<Candidate> candidates,
      String reason,
      List<Evidence> evidence) {
    return new ReviewOpened(0, session, tender, candidates, reason, evidence);
  }

  ReviewOpened numbered(long number) {
    return new ReviewOpened(number, session, tender, candidates, reason, evidence);
  }

  @Override
  public Body placed(long first) {
    return new ReviewOpened(
        reviewNo, session, tender, candidates, reason, Evidence.placed(evidence, first));
  }

  @Override
  public EntryType type() {
    return EntryType.REVIEW_OPENED;
  }
}
