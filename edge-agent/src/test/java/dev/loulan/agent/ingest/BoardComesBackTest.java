package dev.loulan.agent.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.session.Recovered;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.entry.SessionOpened;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bridge repeats what was not consumed, of the stream before a board's restart as well. */
class BoardComesBackTest {
  private final LiveShelf shelf = new LiveShelf(Recovered.nothing());

  private <T extends Body> List<T> entries(Class<T> type) {
    return shelf.bodies.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void what_comes_again_of_two_streams_changes_nothing() {
    shelf.hello(7, 1);
    shelf.rest(3 * LiveShelf.SECOND);
    shelf.hello(8, 1);
    shelf.rest(3 * LiveShelf.SECOND);
    long doorAt = shelf.sequence;
    long openedAt = shelf.trueMicros;
    shelf.door(true);
    shelf.hello(7, 5);
    shelf.trueMicros -= 5 * LiveShelf.SECOND;
    shelf.rest(LiveShelf.SECOND);
    shelf.hello(8, doorAt + 1);
    shelf.trueMicros = openedAt;
    shelf.door(true);
    shelf.rest(3 * LiveShelf.SECOND);
    assertThat(shelf.sessionEnded()).isFalse();
    assertThat(entries(Door.class)).hasSize(1);
    shelf.door(false);
    shelf.rest(7 * LiveShelf.SECOND);
    assertThat(shelf.sessionEnded()).isTrue();
    assertThat(entries(SessionOpened.class)).hasSize(1);
    assertThat(entries(Alert.class)).extracting(Alert::code).containsExactly("board-restarted");
  }
}
