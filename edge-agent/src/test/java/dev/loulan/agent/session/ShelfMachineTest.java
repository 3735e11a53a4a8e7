package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.testkit.sim.Visit;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShelfMachineTest {
  @TempDir Path folder;

  @Test
  void a_day_at_the_shelf_gives_every_shopper_the_true_receipt_or_a_review() {
    DemoFeed feed = DemoFeed.of(1, 30);
    try (ShelfRig rig =
        new ShelfRig(
            folder, feed.hello(), feed.frames(), DemoFeed.settings(), DemoFeed.documents())) {
      rig.boot();
      rig.feedAll();
      List<JournalEntry> entries = rig.entries();
      long reviewed = 0;
      for (Visit visit : feed.day().visits()) {
        reviewed += Truth.check(visit, entries, "seed 1");
      }
      assertThat(reviewed).as("reviews among 30 sessions").isLessThan(6);
      assertThat(rig.waiting()).isZero();
      assertThat(bodies(entries, DayClose.class)).hasSize(1);
      DayClose close = bodies(entries, DayClose.class).getFirst();
      assertThat(close.toDay()).isEqualTo("2026-03-14");
      assertThat(close.sales()).isEqualTo(bodies(entries, Sale.class).size());
    }
  }

  @Test
  void the_same_day_gives_the_same_root() {
    DemoFeed feed = DemoFeed.of(2, 6);
    assertThat(rootOf(feed, "a")).isEqualTo(rootOf(feed, "b"));
  }

  private String rootOf(DemoFeed feed, String name) {
    Path own = folder.resolve(name);
    assertThat(own.toFile().mkdir()).isTrue();
    try (ShelfRig rig =
        new ShelfRig(own, feed.hello(), feed.frames(), DemoFeed.settings(), DemoFeed.documents())) {
      rig.boot();
      rig.feedAll();
      return rig.root();
    }
  }

  @Test
  void a_sale_is_told_only_after_it_is_in_the_journal() {
    DemoFeed feed = DemoFeed.of(3, 3);
    try (ShelfRig rig =
        new ShelfRig(
            folder, feed.hello(), feed.frames(), DemoFeed.settings(), DemoFeed.documents())) {
      rig.boot();
      int told = 0;
      while (rig.feedOne()) {
        if (rig.notices.size() > told) {
          told = rig.notices.size();
          SessionNotice last = rig.notices.getLast();
          boolean durable =
              last.state() == SessionNotice.State.OPENED
                  ? rig.noted().filter(last.session()::equals).isPresent()
                  : bodies(rig.durable(), SessionClosed.class).stream()
                      .anyMatch(c -> c.session().equals(last.session()));
          assertThat(durable).isTrue();
        }
      }
      assertThat(told).isEqualTo(6);
    }
  }

  static <T> List<T> bodies(List<JournalEntry> entries, Class<T> type) {
    return entries.stream()
        .map(JournalEntry::body)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** Compares what the journal says of a visit with what was true. */
  static final class Truth {
    private Truth() {}

    /** Returns the number of reviews; fails on a wrong sale, on nothing and on twice. */
    static int check(Visit visit, List<JournalEntry> entries, String context) {
      List<SessionOpened> opened =
          bodies(entries, SessionOpened.class).stream()
              .filter(o -> o.tender() != null && o.tender().reference().equals(visit.reference()))
              .toList();
      assertThat(opened).as("%s: sessions of %s", context, visit).hasSize(1);
      String session = opened.getFirst().session();
      List<Sale> sales =
          bodies(entries, Sale.class).stream().filter(s -> s.session().equals(session)).toList();
      List<ReviewOpened> reviews =
          bodies(entries, ReviewOpened.class).stream()
              .filter(r -> r.session().equals(session))
              .toList();
      assertThat(
              bodies(entries, SessionClosed.class).stream()
                  .filter(c -> c.session().equals(session)))
          .as("%s: ends of %s", context, visit)
          .hasSize(1);
      assertThat(sales).as("%s: sales of %s", context, visit).hasSizeLessThanOrEqualTo(1);
      SortedMap<String, Long> sold = new TreeMap<>();
      sales.forEach(sale -> {
        for (SaleLine line : sale.lines()) {
          sold.merge(line.gtin(), line.quantity(), Long::sum);
        }
      });
      if (reviews.isEmpty()) {
        SortedMap<String, Long> truth = new TreeMap<>();
        visit.taken().forEach((gtin, n) -> truth.put(gtin.value(), (long) n));
        assertThat(sold).as("%s: receipt of %s", context, visit).isEqualTo(truth);
      } else {
        sold.forEach((gtin, n) ->
            assertThat(n)
                .as("%s: line %s of %s", context, gtin, visit)
                .isLessThanOrEqualTo(
                    visit.taken().getOrDefault(new dev.loulan.domain.Gtin(gtin), 0)));
      }
      return reviews.isEmpty() ? 0 : 1;
    }
  }
}
