package dev.loulan.simulation.run;

import dev.loulan.agent.session.AlertCode;
import dev.loulan.simulation.check.Books;
import dev.loulan.simulation.device.Device;
import dev.loulan.simulation.server.Operator;
import dev.loulan.simulation.shelf.Shopper;
import dev.loulan.simulation.shelf.Visit;
import dev.loulan.simulation.store.Disk;
import dev.loulan.simulation.world.World;
import dev.loulan.testkit.chance.Chance;
import java.util.List;

/** One shelf with its controllers, its shoppers and staff, and what befalls them, day by day. */
final class ShelfLife {
  private static final double SIGNAL_SHARE = 0.07;
  private static final List<Integer> VISIT_SAMPLES_SECONDS = List.of(3, 22);

  private final World world;
  private final Operator operator;
  private final Books books;
  private final Site site;
  private final Controllers controllers;
  private final Staff staff;
  private final Troubles troubles;
  private final Chance chance;
  private long visits;
  private int signalVisits;

  ShelfLife(World world, Operator operator, Controllers.Parts parts, String name, int days) {
    this.world = world;
    this.operator = operator;
    this.books = parts.books();
    this.site = new Site(world, name, parts.errors(), this::deviceMicros);
    this.chance = site.chance();
    this.staff = new Staff(site, operator, books, parts.calendar(), this::device);
    this.controllers = new Controllers(site, parts, staff::furnish);
    this.troubles = new Troubles(site, controllers, operator, parts.server(), books, days);
  }

  private Device device() {
    return controllers.current();
  }

  private long deviceMicros() {
    return device().clock().micros();
  }

  List<Device> devices() {
    return controllers.all();
  }

  int boardKept() {
    return site.board().kept();
  }

  /** Plans a day: idle time, shoppers, restocking, changes and troubles. */
  void day() {
    for (long at = 0; at < Site.DAY; at += Site.HOUR) {
      world.time().in(at + chance.between(0, Site.SECOND), this::idle);
    }
    int wanted = 5 + chance.below(10);
    for (int i = 0; i < wanted; i++) {
      world.time().in(chance.between(5 * Site.HOUR, 23 * Site.HOUR), this::shopper);
    }
    world.time().in(4 * Site.HOUR + chance.between(0, Site.HOUR), staff::restock);
    if (chance.happens(0.2)) {
      world.time().in(chance.between(0, Site.DAY), staff::changePrices);
    }
    if (chance.happens(0.06)) {
      world.time().in(chance.between(0, Site.DAY), staff::changeLayout);
    }
    if (chance.happens(0.1)) {
      world.time().in(chance.between(0, Site.DAY), () -> device().changeKey());
    }
    troubles.ofADay();
  }

  private void idle() {
    site.weighUnlessBusy();
    if (device().trouble().filter(trouble -> !trouble.goesOn()).isPresent()) {
      controllers.replaceLater(operator::revoke);
    }
  }

  private void shopper() {
    if (!site.isFree(device())) {
      return;
    }
    boolean signal = signalVisits * 100L < 7 * (visits + 1) || chance.happens(SIGNAL_SHARE / 4);
    visits++;
    signalVisits += signal ? 1 : 0;
    String reference = chance.happens(0.95) ? device().name() + "-pay-" + visits : "";
    site.visit(null);
    Shopper shopper =
        new Shopper(world, site.shelf(), device().name(), Chance.of(chance.next(), visits), signal);
    long gone = shopper.visit(Operator.PROVIDER, "op-" + site.name(), reference, this::began);
    site.busyUntil(gone);
    site.sampleOn(gone - world.time().now(), VISIT_SAMPLES_SECONDS);
    troubles.ofAVisit();
  }

  private void began(Visit visit) {
    site.visit(visit);
    visit.layout(site.shelf().layout());
    books.began(visit);
    if (site.shelf().arePlatesWrong()) {
      visit.platesWrong();
    }
    if (visit.isLeftOpen()) {
      troubles.mustTell(Shopper.TOO_LONG_OPEN + 2 * Site.MINUTE, AlertCode.DOOR_LEFT_OPEN);
    }
  }

  /** Nothing goes wrong any more: everything is put right. */
  void mend() {
    controllers.mendNetworks();
    troubles.mendPlates();
    device().disk().trouble(Disk.Trouble.NONE);
    device().hearTime();
  }

  void stopShopping() {
    site.close();
  }
}
