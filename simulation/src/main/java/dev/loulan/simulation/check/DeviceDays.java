package dev.loulan.simulation.check;

import dev.loulan.domain.json.Fields;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.simulation.device.Device;
import dev.loulan.simulation.server.Server;
import dev.loulan.simulation.world.World;
import java.util.List;

/** Each day that a device closed holds what it sold then, on the device and on the ledger. */
final class DeviceDays {
  private final World world;
  private final Server server;
  private final DayCalendar calendar;

  DeviceDays(World world, Server server, DayCalendar calendar) {
    this.world = world;
    this.server = server;
    this.calendar = calendar;
  }

  void check(Device device, List<JournalEntry> entries) {
    long sales = 0;
    long reviews = 0;
    long gross = 0;
    String previous = "";
    for (JournalEntry entry : entries) {
      switch (entry.body()) {
        case Sale sale -> {
          sales++;
          gross += sale.lineTotalMinor();
        }
        case ReviewOpened _ -> reviews++;
        case DayClose close -> {
          dayAgrees(device, close, sales, reviews, gross);
          String expected = calendar.lastDayOver(entry.header().atMicros()).toString();
          if (!close.toDay().equals(expected) || close.fromDay().compareTo(previous) <= 0) {
            world.violated(
                "business-day",
                device.name()
                    + " closed "
                    + close.fromDay()
                    + " to "
                    + close.toDay()
                    + " where "
                    + expected
                    + " was over and "
                    + previous
                    + " was closed");
          }
          previous = close.toDay();
          sales = 0;
          reviews = 0;
          gross = 0;
        }
        default -> {
          // No other type counts.
        }
      }
    }
  }

  private void dayAgrees(Device device, DayClose close, long sales, long reviews, long gross) {
    byte[] stored =
        server.ledger().state().get("SALES||day/" + close.toDay() + "/" + device.name());
    if (stored == null) {
      world.violated(
          "liveness", device.name() + ": day " + close.toDay() + " is not on the ledger");
      return;
    }
    Fields day = LedgerFacts.fields(stored);
    if (day.integer("sales") != sales
        || day.integer("reviews") != reviews
        || day.integer("gross") != gross) {
      world.violated(
          "day-agrees",
          device.name()
              + " sold "
              + sales
              + " for "
              + gross
              + " by "
              + close.toDay()
              + ", the ledger says "
              + day.integer("sales")
              + " for "
              + day.integer("gross"));
    }
    if (LedgerFacts.statements(server.ledger().state(), close.toDay()).isEmpty()) {
      world.violated("liveness", "day " + close.toDay() + " is closed and not settled");
    }
  }
}
