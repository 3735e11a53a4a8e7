package dev.loulan.agent.session;

import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What others are told of a session, after it is durable; that the shopper is asked is not.
 *
 * @param sale null unless something was sold; its running numbers are in the journal
 * @param reviews what a person has to decide, or would have to if the shopper scans nothing
 * @param read what that was read from
 */
public record SessionNotice(
    String session,
    State state,
    long atMicros,
    @Nullable Sale sale,
    List<ReviewOpened> reviews,
    SessionRead read) {

  /** Where the session is. */
  public enum State {
    OPENED,
    /** In doubt: the shopper should scan all that they hold. */
    ASKED,
    CONFIRMED,
    REVIEW,
    RESTOCKED,
    EMPTY
  }

  public SessionNotice {
    reviews = List.copyOf(reviews);
  }
}
