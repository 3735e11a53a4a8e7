package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.AlertLevel;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.SessionOpened;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A door that is opened although the shelf is locked: told of, and what is taken is still sold. */
final class OpenedWhileLockedTest {
  @TempDir private Path folder;

  @Test
  void every_session_is_told_of_and_none_goes_unrecorded() throws Exception {
    List<JournalEntry> locked = entries("locked", true);
    List<JournalEntry> open = entries("open", false);
    List<String> sessions =
        ShelfMachineTest.bodies(locked, SessionOpened.class).stream()
            .map(SessionOpened::session)
            .toList();
    assertThat(sessions).hasSize(3);
    List<Alert> alerts = ShelfMachineTest.bodies(locked, Alert.class);
    assertThat(alerts).extracting(Alert::code).containsOnly("opened-locked");
    assertThat(alerts).extracting(Alert::level).containsOnly(AlertLevel.CRITICAL);
    assertThat(alerts).extracting(Alert::subject).containsExactlyElementsOf(sessions);
    assertThat(ShelfMachineTest.bodies(open, Alert.class)).isEmpty();
    assertThat(locked).as("all else is the same").hasSize(open.size() + alerts.size());
  }

  @Test
  void once_the_lock_is_open_again_a_session_is_as_any_other() throws Exception {
    DemoFeed feed = DemoFeed.busy(11, 2);
    try (ShelfRig rig = rig(feed, "unlocked")) {
      rig.boot();
      rig.step(new Input.Locked(true));
      rig.step(new Input.Locked(false));
      rig.feedAll();
      assertThat(ShelfMachineTest.bodies(rig.entries(), Alert.class)).isEmpty();
    }
  }

  private List<JournalEntry> entries(String name, boolean locked) throws Exception {
    DemoFeed feed = DemoFeed.busy(11, 3);
    try (ShelfRig rig = rig(feed, name)) {
      rig.boot();
      rig.step(new Input.Locked(locked));
      rig.feedAll();
      for (var visit : feed.day().visits()) {
        var _ = ShelfMachineTest.Truth.check(visit, rig.entries(), "seed 11, " + name);
      }
      return rig.entries();
    }
  }

  private ShelfRig rig(DemoFeed feed, String name) throws Exception {
    Path own = Files.createDirectory(folder.resolve(name));
    return new ShelfRig(
        own, feed.hello(), feed.frames(), DemoFeed.settings(), DemoFeed.documents());
  }
}
