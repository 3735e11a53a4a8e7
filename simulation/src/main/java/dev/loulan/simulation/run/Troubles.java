package dev.loulan.simulation.run;

import dev.loulan.agent.session.AlertCode;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.JournalVerifier;
import dev.loulan.simulation.check.Books;
import dev.loulan.simulation.check.ExpectedAlerts;
import dev.loulan.simulation.device.Device;
import dev.loulan.simulation.device.Trouble;
import dev.loulan.simulation.server.Network;
import dev.loulan.simulation.server.Operator;
import dev.loulan.simulation.server.Server;
import dev.loulan.simulation.shelf.Visit;
import dev.loulan.simulation.store.Disk;
import dev.loulan.simulation.store.MemoryRawJournal;
import dev.loulan.simulation.world.FaultKind;
import dev.loulan.simulation.world.World;
import dev.loulan.testkit.chance.Chance;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What befalls a shelf and its controllers, each at the rate of its kind. */
final class Troubles {
  private static final long SECOND = Site.SECOND;
  private static final long HOUR = Site.HOUR;
  private static final long DAY = Site.DAY;
  private static final long LONGEST_CUT_OFF = 60 * DAY;
  private static final int MOST_IMAGES = 3;
  private static final List<Integer> MOVED_SAMPLES_SECONDS = List.of(1, 5);

  private final Site site;
  private final World world;
  private final Chance chance;
  private final Controllers controllers;
  private final Operator operator;
  private final Server server;
  private final Books books;
  private final ExpectedAlerts alerts;
  private final long longestCutOff;
  private final Map<String, ArrayDeque<Disk>> images = new TreeMap<>();

  Troubles(
      Site site, Controllers controllers, Operator operator, Server server, Books books, int days) {
    this.site = site;
    this.world = site.world();
    this.chance = site.chance();
    this.controllers = controllers;
    this.operator = operator;
    this.server = server;
    this.books = books;
    this.alerts = new ExpectedAlerts(world, books);
    this.longestCutOff = Math.min(LONGEST_CUT_OFF, days * DAY);
    if (days * DAY > LONGEST_CUT_OFF && world.faults().has(FaultKind.PARTITION)) {
      world.time().in(DAY / 2, () -> cutOff(way -> way.cutOffFor(LONGEST_CUT_OFF)));
    }
  }

  /** Within so long the device has to tell a person. */
  void mustTell(long withinMicros, AlertCode code) {
    alerts.within(withinMicros, controllers.current(), code, () -> false);
  }

  /** Draws what befalls the visit that begins now. */
  void ofAVisit() {
    var faults = world.faults();
    long inVisit = chance.between(0, 30 * SECOND);
    Device now = controllers.current();
    if (faults.strikes(FaultKind.POWER_CUT)) {
      if (chance.happens(0.7)) {
        world.time().in(inVisit, () -> now.fuse().arm(1 + chance.below(25)));
      } else {
        world.time().in(inVisit, () -> now.powerCut("at any time"));
      }
    }
    if (faults.strikes(FaultKind.KILLED)) {
      world.time().in(inVisit, () -> now.kill("killed"));
    }
    if (faults.strikes(FaultKind.HUNG)) {
      world.time().in(inVisit, () -> now.hang(chance.between(SECOND, 600 * SECOND)));
    }
    if (faults.strikes(FaultKind.BROKER_BREAKS)) {
      world.time().in(inVisit, now::breakBroker);
    }
    if (faults.strikes(FaultKind.BOARD_RESTARTS)) {
      world.time().in(inVisit, () -> restartBoard(now));
    }
  }

  private void restartBoard(Device now) {
    site.board().restart(chance.next());
    Visit disturbed = site.visit();
    if (disturbed != null) {
      disturbed.framesLost();
    }
    world.note(now.name(), "board restarts");
    world.time().in(2 * SECOND, now::boardsAreBack);
    if (now.isReady()) {
      mustTell(Site.MINUTE, AlertCode.BOARD_RESTARTED);
    }
  }

  /** Draws what befalls the shelf and its controller within a day. */
  void ofADay() {
    Device now = controllers.current();
    ArrayDeque<Disk> kept = images.computeIfAbsent(now.name(), _ -> new ArrayDeque<>());
    network();
    card(now, !kept.isEmpty());
    plates();
    if (world.faults().strikes(FaultKind.DOCUMENT_FORGED)) {
      at(() -> forge(now));
    }
    kept.add(now.disk().image());
    if (kept.size() > MOST_IMAGES) {
      kept.remove();
    }
  }

  private void network() {
    if (world.faults().strikes(FaultKind.PARTITION)) {
      at(() -> cutOff(way -> way.cutOff(longestCutOff)));
    }
  }

  private void cutOff(Consumer<Network> how) {
    Device now = controllers.current();
    Network way = controllers.networkOf(now);
    how.accept(way);
    // Hourly there is something to send, and a pause between attempts is an hour at most.
    alerts.within(2 * HOUR + HOUR / 2, now, AlertCode.SERVER_AWAY, () -> !way.isCutOff());
  }

  private void card(Device now, boolean hasImage) {
    var faults = world.faults();
    if (faults.strikes(FaultKind.STORE_FULL)) {
      at(() -> writesFail(now, Disk.Trouble.FULL));
    }
    if (faults.strikes(FaultKind.STORE_READ_ONLY)) {
      at(() -> writesFail(now, Disk.Trouble.READ_ONLY));
    }
    if (faults.strikes(FaultKind.BIT_FLIP)) {
      at(() -> flipBit(now));
    }
    if (faults.strikes(FaultKind.CLOCK_JUMP)) {
      at(() -> jumpClock(now));
    }
    if (faults.strikes(FaultKind.CARD_RESTORED) && hasImage) {
      at(() -> restoreCard(now));
    }
    if (faults.strikes(FaultKind.CARD_CLONED)) {
      at(() -> cloneCard(now));
    }
  }

  private void plates() {
    var faults = world.faults();
    int plates = site.goods().plates();
    if (faults.strikes(FaultKind.PLATE_STUCK)) {
      at(() -> wrongPlates(() -> site.shelf().stick(chance.below(plates))));
    }
    if (faults.strikes(FaultKind.PLATES_SWAPPED)) {
      int a = chance.below(plates);
      at(() -> wrongPlates(() -> site.shelf().swap(a, (a + 1) % plates)));
    }
    if (faults.has(FaultKind.PLATE_DRIFTS)) {
      for (int plate = 0; plate < plates; plate++) {
        int which = plate;
        at(() -> site.shelf().drift(which, chance.between(-1_200, 1_200)));
      }
    }
  }

  private void at(Runnable what) {
    world
        .time()
        .in(
            chance.between(0, DAY),
            () -> {
              if (!world.faults().areOver()) {
                what.run();
              }
            });
  }

  private void jumpClock(Device now) {
    long by = chance.between(-2 * DAY, 2 * DAY);
    now.clock().jump(by);
    world.note(now.name(), "clock jumps by " + by / SECOND + " s");
    long jumped = world.time().now();
    long heard = chance.between(SECOND, 3 * HOUR);
    alerts.within(
        heard - 1,
        now,
        AlertCode.CLOCK_UNTRUSTED,
        () -> !isFarOff(now) || now.heardServerMicros() <= jumped);
    world.time().in(heard, now::hearTime);
  }

  private boolean isFarOff(Device of) {
    return Math.abs(of.clock().micros() - world.time().now()) > HOUR;
  }

  private void forge(Device now) {
    long from = world.time().now();
    Network way = controllers.networkOf(now);
    operator.forge(now, site.goods());
    alerts.within(
        Operator.FORGED_FOR_MICROS - HOUR / 2,
        now,
        AlertCode.DOCUMENT_REFUSED,
        () -> way.wasCutOffSince(from));
  }

  private void wrongPlates(Runnable what) {
    what.run();
    Visit disturbed = site.visit();
    if (disturbed != null) {
      disturbed.platesWrong();
    }
    world.note(site.name(), "plates are wrong");
    site.sampleOn(0, MOVED_SAMPLES_SECONDS);
    world.time().in(chance.between(HOUR, 10 * HOUR), this::mendPlates);
  }

  /** Someone puts the plates right. */
  void mendPlates() {
    Visit disturbed = site.visit();
    if (disturbed != null && site.shelf().arePlatesWrong()) {
      disturbed.platesWrong();
    }
    site.shelf().mend();
    site.sampleOn(0, MOVED_SAMPLES_SECONDS);
  }

  private void writesFail(Device of, Disk.Trouble trouble) {
    Disk card = of.disk();
    card.trouble(trouble);
    world.note(of.name(), "card is " + trouble);
    world.time().in(chance.between(HOUR / 4, 5 * HOUR), () -> card.trouble(Disk.Trouble.NONE));
  }

  private void flipBit(Device of) {
    if (of.trouble().isPresent() || of.disk().journal().isEmpty()) {
      return;
    }
    of.disk().journal().flipBit(chance.next());
    var found = JournalVerifier.verify(new MemoryRawJournal(of.disk().journal()), Expectation.NONE);
    if (found.faults().isEmpty()) {
      world.violated("bit-flip", "a flipped bit on the card of " + of.name() + " is not found");
    }
    // The verification that runs on the device tells a person.
    books.alert(of.name(), AlertCode.JOURNAL);
    of.troubled(Trouble.CARD_DAMAGED);
    of.powerCut("the card is damaged");
  }

  private void restoreCard(Device of) {
    ArrayDeque<Disk> kept = images.getOrDefault(of.name(), new ArrayDeque<>());
    if (of.trouble().isPresent() || kept.isEmpty()) {
      return;
    }
    of.powerCut("its card is put back as it was");
    Disk image = kept.getFirst().image();
    long seen = server.store().read(store -> store.entryCount(of.name()));
    of.insert(image);
    of.troubled(seen > image.journal().entries() ? Trouble.SET_BACK : Trouble.SET_BACK_UNSEEN);
  }

  private void cloneCard(Device of) {
    if (of.trouble().isPresent() || of.disk().journal().isEmpty()) {
      return;
    }
    of.troubled(Trouble.CLONED);
    server.cloned(of.name());
    Device twin = controllers.twin(of, of.disk().image());
    twin.troubled(Trouble.CLONED);
    twin.powerOn();
    controllers.networkOf(of).mend();
    world.time().in(chance.between(HOUR, 12 * HOUR), twin::retire);
  }
}
