package dev.loulan.agent.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.session.Recovered;
import dev.loulan.journal.entry.EntryType;
import org.junit.jupiter.api.Test;

/**
 * Levels from before a session's end would have the next session, after a power cut, pay for it
 * once more. Found by seed 7 of the simulation.
 */
class LevelsKeptTest {
  @Test
  void the_levels_are_kept_before_the_end_of_their_session_is_durable() {
    LiveShelf shelf = new LiveShelf(Recovered.nothing());
    shelf.hello(7, 1);
    shelf.rest(3 * LiveShelf.SECOND);
    shelf.door(true);
    shelf.rest(2 * LiveShelf.SECOND);
    shelf.order.clear();
    shelf.door(false);
    shelf.rest(7 * LiveShelf.SECOND);
    String end = EntryType.SESSION_CLOSED.word();
    assertThat(shelf.order).containsSubsequence("levels kept", end);
    assertThat(shelf.order.subList(shelf.order.indexOf(end), shelf.order.size()))
        .doesNotContain("levels kept");
  }
}
