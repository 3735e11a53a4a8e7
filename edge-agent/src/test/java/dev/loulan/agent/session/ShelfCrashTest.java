package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.testkit.sim.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShelfCrashTest {
  @TempDir Path folder;

  @Test
  void stopped_after_any_frame_it_ends_in_the_true_receipt_or_a_review_and_never_twice()
      throws IOException {
    DemoFeed feed = DemoFeed.busy(11, 2);
    int reviews = 0;
    for (int stop = 0; stop <= feed.frames().size(); stop++) {
      reviews += reviewsAfterStops(feed, "stop at " + stop, stop);
    }
    // A crash costs a review now and then; were it the rule, taking up would be for nothing.
    assertThat(reviews).isLessThan(feed.frames().size() / 3);
  }

  @Test
  void stopped_again_while_it_takes_up_a_session_it_still_ends_once() throws IOException {
    for (long seed = 20; seed < 60; seed++) {
      DemoFeed feed = DemoFeed.busy(seed, 2);
      Random random = new Random(seed);
      int first = random.nextInt(feed.frames().size());
      int second = random.nextInt(60);
      int third = random.nextInt(200);
      var _ = reviewsAfterStops(feed, "seed " + seed, first, second, third);
    }
  }

  @Test
  void stopped_in_a_session_that_opened_with_unknown_levels_it_leaves_it_to_a_person()
      throws IOException {
    for (long seed = 1; seed <= 20; seed++) {
      DemoFeed feed = DemoFeed.busy(seed, 1);
      Visit visit = feed.day().visits().getFirst();
      Path own = Files.createTempDirectory(folder, "run");
      try (ShelfRig rig =
          new ShelfRig(
              own, feed.hello(), feed.frames(), DemoFeed.settings(), DemoFeed.documents())) {
        rig.boot();
        int door = feed.indexOfDoor();
        while (rig.position() < door - 2) {
          rig.feedOne();
        }
        rig.loseOne();
        int afterwards = feed.firstIndexFrom((visit.openMicros() + 2 * visit.closeMicros()) / 3);
        while (rig.position() < afterwards) {
          rig.feedOne();
        }
        rig.crash();
        rig.boot();
        rig.feedAll();
        var _ = ShelfMachineTest.Truth.check(visit, rig.entries(), "seed " + seed);
      }
    }
  }

  private int reviewsAfterStops(DemoFeed feed, String context, int... stops) throws IOException {
    Path own = Files.createTempDirectory(folder, "run");
    try (ShelfRig rig =
        new ShelfRig(own, feed.hello(), feed.frames(), DemoFeed.settings(), DemoFeed.documents())) {
      for (int stop : stops) {
        rig.boot();
        for (int i = 0; i < stop && rig.feedOne(); i++) {}
        rig.crash();
      }
      rig.boot();
      rig.feedAll();
      List<JournalEntry> entries = rig.entries();
      int reviews = 0;
      for (Visit visit : feed.day().visits()) {
        reviews += ShelfMachineTest.Truth.check(visit, entries, context);
      }
      return reviews;
    }
  }
}
