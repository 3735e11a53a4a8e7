package dev.loulan.simulation.run;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.simulation.check.Books;
import dev.loulan.simulation.check.DayCalendar;
import dev.loulan.simulation.device.Device;
import dev.loulan.simulation.server.Operator;
import dev.loulan.simulation.shelf.Goods;
import dev.loulan.simulation.shelf.Visit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** What people do at a shelf on purpose: fill it, put goods elsewhere, change prices. */
final class Staff {
  private static final long SECOND = Site.SECOND;
  private static final int FULL = 30;
  private static final int LOW = 12;

  private final Site site;
  private final Operator operator;
  private final Books books;
  private final DayCalendar calendar;
  private final Supplier<Device> device;
  private List<Long> prices;
  private List<Integer> planned;

  Staff(Site site, Operator operator, Books books, DayCalendar calendar, Supplier<Device> device) {
    this.site = site;
    this.operator = operator;
    this.books = books;
    this.calendar = calendar;
    this.device = device;
    List<Long> first = new ArrayList<>();
    for (int plate = 0; plate < site.goods().plates(); plate++) {
      first.add(site.goods().product(plate).priceMinor());
    }
    this.prices = first;
    this.planned = site.goods().usualLayout();
  }

  /** Registers a controller and gives it planogram and prices. */
  void furnish(Device made) {
    operator.register(made, site.name(), settings());
    operator.arrange(made, site.goods(), planned, now());
    operator.push(made, site.goods(), prices, now());
  }

  private Json.Obj settings() {
    return new JsonObjectBuilder()
        .text("shelf", site.name())
        .text("site", "lobby")
        .text("zone", calendar.zone().getId())
        .text("cutoff", calendar.cutoff().toString())
        .text("currency", Goods.CURRENCY)
        .flag("openShelf", false)
        .build();
  }

  private long now() {
    return site.world().time().now();
  }

  private void in(long micros, Runnable what) {
    site.world().time().in(micros, what);
  }

  /** Fills up what is low. */
  void restock() {
    if (!site.isFree(device.get())) {
      return;
    }
    boolean low = false;
    for (int plate = 0; plate < site.goods().plates(); plate++) {
      low |= site.shelf().units(plate) < LOW;
    }
    if (!low) {
      return;
    }
    atTheShelf(() -> {
      for (int plate = 0; plate < site.goods().plates(); plate++) {
        int which = plate;
        in((4 + 3L * plate) * SECOND, () -> fillUp(which));
      }
    });
  }

  private void fillUp(int plate) {
    site.shelf().fill(plate, Math.max(0, FULL - site.shelf().units(plate)));
    site.shelf().weigh();
  }

  /** A person opens the door in restocking mode, and leaves the mode when the session is over. */
  private void atTheShelf(Runnable hands) {
    site.busyUntil(now() + 60 * SECOND);
    Device at = device.get();
    at.restocking(true);
    String[] session = {""};
    in(
        2 * SECOND,
        () -> {
          session[0] = site.shelf().door(true);
          books.began(Visit.restock(at.name(), session[0], now()));
          hands.run();
        });
    in(
        40 * SECOND,
        () -> {
          var _ = site.shelf().door(false);
        });
    in(41 * SECOND, site.shelf()::weigh);
    in(50 * SECOND, site.shelf()::weigh);
    in(55 * SECOND, () -> leave(at, session[0], 0));
  }

  private void leave(Device at, String session, int minutes) {
    if (books.hasEnded(at.name(), session) || minutes > 120) {
      at.restocking(false);
      return;
    }
    site.busyUntil(now() + 65 * SECOND);
    site.shelf().weigh();
    in(60 * SECOND, () -> leave(at, session, minutes + 1));
  }

  /** Two products are to change places from some time on; someone moves them at another. */
  void changeLayout() {
    int plates = site.goods().plates();
    int a = site.chance().below(plates);
    int b = (a + 1 + site.chance().below(plates - 1)) % plates;
    List<Integer> changed = new ArrayList<>(planned);
    Collections.swap(changed, a, b);
    planned = List.copyOf(changed);
    long from = now() + site.chance().between(-Site.HOUR, 6 * Site.HOUR);
    operator.arrange(device.get(), site.goods(), planned, from);
    in(site.chance().between(0, 8 * Site.HOUR), this::moveGoods);
  }

  private void moveGoods() {
    if (!site.isFree(device.get())) {
      in(Site.HOUR, this::moveGoods);
      return;
    }
    List<Integer> to = planned;
    atTheShelf(() -> {
      List<Integer> from = site.shelf().layout();
      for (int plate = 0; plate < site.goods().plates(); plate++) {
        if (!from.get(plate).equals(to.get(plate))) {
          int which = plate;
          in((4 + 2L * plate) * SECOND, () -> takeAway(which));
          in((22 + plate) * SECOND, () -> fillUp(which));
        }
      }
      in(21 * SECOND, () -> site.shelf().arrange(to));
    });
  }

  private void takeAway(int plate) {
    site.shelf().clear(plate);
    site.shelf().weigh();
  }

  /** New prices, from the past hour on or later today. */
  void changePrices() {
    List<Long> changed = new ArrayList<>();
    for (Long price : prices) {
      changed.add(Math.max(20, price + site.chance().between(-30, 31)));
    }
    prices = changed;
    long from = now() + site.chance().between(-Site.HOUR, 12 * Site.HOUR);
    operator.push(device.get(), site.goods(), prices, from);
  }
}
