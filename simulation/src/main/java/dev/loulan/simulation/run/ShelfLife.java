package dev.loulan.simulation.run;

import dev.loulan.agent.session.AlertCode;
import dev.loulan.agent.session.ShelfSettings;
import dev.loulan.agent.sync.ServerClient;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.merkle.TreeHash;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.JournalVerifier;
import dev.loulan.simulation.check.Books;
import dev.loulan.simulation.check.DayCalendar;
import dev.loulan.simulation.device.Device;
import dev.loulan.simulation.device.Trouble;
import dev.loulan.simulation.edge.Edges;
import dev.loulan.simulation.server.Network;
import dev.loulan.simulation.server.Operator;
import dev.loulan.simulation.server.Server;
import dev.loulan.simulation.shelf.Board;
import dev.loulan.simulation.shelf.Goods;
import dev.loulan.simulation.shelf.Shelf;
import dev.loulan.simulation.shelf.Shopper;
import dev.loulan.simulation.shelf.SimulatedPlate;
import dev.loulan.simulation.shelf.StepErrors;
import dev.loulan.simulation.shelf.Visit;
import dev.loulan.simulation.store.Disk;
import dev.loulan.simulation.store.MemoryRawJournal;
import dev.loulan.simulation.world.FaultKind;
import dev.loulan.simulation.world.World;
import dev.loulan.testkit.chance.Chance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One shelf with its devices, one after the other, its shoppers, and what befalls them. */
final class ShelfLife {
  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3_600 * SECOND;
  private static final long DAY = 24 * HOUR;
  private static final double SIGNAL_SHARE = 0.07;
  private static final List<Integer> BOOT_SAMPLES_SECONDS = List.of(3, 20, 40, 70);
  private static final List<Integer> VISIT_SAMPLES_SECONDS = List.of(3, 22);

  private final World world;
  private final Server server;
  private final Operator operator;
  private final Books books;
  private final Edges edges;
  private final DayCalendar calendar;
  private final Chance chance;
  private final String name;
  private final Goods goods = new Goods("1");
  private final StepErrors errors;
  private final Board board;
  private final List<Device> devices = new ArrayList<>();
  private final ArrayDeque<Disk> images = new ArrayDeque<>();
  private final long longestCutOff;
  private Shelf shelf;
  private Device device;
  private Network network;
  private @Nullable Visit current;
  private List<Long> prices;
  private List<Integer> planned;
  private long freeAt;
  private long visits;
  private int signalVisits;
  private boolean shopping = true;

  ShelfLife(
      World world,
      Server server,
      Operator operator,
      Books books,
      Edges edges,
      DayCalendar calendar,
      StepErrors errors,
      String name,
      int days) {
    this.world = world;
    this.server = server;
    this.operator = operator;
    this.books = books;
    this.edges = edges;
    this.calendar = calendar;
    this.errors = errors;
    this.name = name;
    this.longestCutOff = Math.min(60 * DAY, days * DAY);
    this.chance = world.chance("life of " + name);
    this.board = new Board("1", goods.plateNames(), chance.next());
    List<Long> first = new ArrayList<>();
    for (int plate = 0; plate < goods.plates(); plate++) {
      first.add(goods.product(plate).priceMinor());
    }
    this.prices = first;
    this.planned = goods.usualLayout();
    this.device = install();
    this.network = networkOf(device);
    this.shelf = new Shelf(world, name, board, goods, errors, () -> device.clock().micros());
  }

  private final java.util.Map<String, Network> networks = new java.util.TreeMap<>();

  private Network networkOf(Device of) {
    Network found = networks.get(of.name());
    if (found == null) {
      throw new IllegalStateException("no network of " + of.name());
    }
    return found;
  }

  private Device install() {
    String id = name + "-" + (devices.size() + 1);
    Device made = make(id, edges);
    devices.add(made);
    made.atBoot(() -> sampleOn(0, BOOT_SAMPLES_SECONDS));
    operator.register(made, name, settingsJson());
    operator.arrange(made, goods, planned, world.time().now());
    operator.push(made, goods, prices, world.time().now());
    made.powerOn();
    return made;
  }

  private Device make(String id, Edges with) {
    return device(
        id,
        "device",
        List.of(board),
        with,
        of -> {
          Network way = new Network(world, server, id, of.fuse());
          networks.put(id, way);
          return way;
        });
  }

  private Device device(
      String id, String body, List<Board> boards, Edges with, Function<Device, ServerClient> way) {
    return new Device(
        world,
        id,
        body,
        number -> key(id, number),
        new Device.Setup(
            boards,
            new ShelfSettings(calendar.zone(), calendar.cutoff().toSecondOfDay(), "USD", false),
            (plate, settings, listener) -> new SimulatedPlate(plate, settings, listener, errors),
            with,
            books),
        way);
  }

  private static Ed25519Signer key(String device, int number) {
    String name = "key of " + device + (number == 1 ? "" : " " + number);
    return Ed25519Signer.fromSeed(TreeHash.sha256(name.getBytes(StandardCharsets.UTF_8)).toArray());
  }

  private Json.Obj settingsJson() {
    return new JsonObjectBuilder()
        .text("shelf", name)
        .text("site", "lobby")
        .text("zone", calendar.zone().getId())
        .text("cutoff", calendar.cutoff().toString())
        .text("currency", Goods.CURRENCY)
        .flag("openShelf", false)
        .build();
  }

  List<Device> devices() {
    return List.copyOf(devices);
  }

  Goods goods() {
    return goods;
  }

  int boardKept() {
    return board.kept();
  }

  int signalVisits() {
    return signalVisits;
  }

  /** Plans a day: idle time, shoppers, restocking, changes and troubles. */
  void day() {
    for (long at = 0; at < DAY; at += HOUR) {
      world.time().in(at + chance.between(0, SECOND), this::idle);
    }
    int wanted = 5 + chance.below(10);
    for (int i = 0; i < wanted; i++) {
      world.time().in(chance.between(5 * HOUR, 23 * HOUR), this::shopper);
    }
    world.time().in(4 * HOUR + chance.between(0, HOUR), this::restock);
    if (chance.happens(0.2)) {
      world.time().in(chance.between(0, DAY), this::changePrices);
    }
    if (chance.happens(0.06)) {
      world.time().in(chance.between(0, DAY), this::changeLayout);
    }
    if (chance.happens(0.1)) {
      world.time().in(chance.between(0, DAY), () -> device.changeKey());
    }
    troubles();
  }

  /**
   * A board samples on whether somebody is there or not. Here it does for as long as a session may
   * wait for it after a boot and after a visit, and hourly otherwise.
   */
  private void sampleOn(long fromMicros, List<Integer> seconds) {
    for (long after : seconds) {
      world.time().in(fromMicros + after * SECOND, this::weighUnlessBusy);
    }
  }

  private void weighUnlessBusy() {
    if (world.time().now() >= freeAt) {
      shelf.weigh();
    }
  }

  private void idle() {
    weighUnlessBusy();
    if (device.trouble().isPresent() && device.trouble().get() != Trouble.SET_BACK) {
      replaceLater();
    }
  }

  private boolean replacing;

  private void replaceLater() {
    if (!replacing) {
      replacing = true;
      world.time().in(chance.between(HOUR, 20 * HOUR), this::replace);
    }
  }

  /** A person puts in another controller and revokes the old one. */
  private void replace() {
    replacing = false;
    Device old = device;
    old.retire();
    operator.revoke(old);
    device = install();
    network = networkOf(device);
    images.clear();
  }

  private boolean mayShop() {
    return shopping
        && device.isReady()
        && world.time().now() >= freeAt
        && !shelf.isOpen()
        && device.trouble().isEmpty();
  }

  private void shopper() {
    if (!mayShop()) {
      return;
    }
    boolean signal = signalVisits * 100L < 7 * (visits + 1) || chance.happens(SIGNAL_SHARE / 4);
    visits++;
    signalVisits += signal ? 1 : 0;
    String reference = chance.happens(0.95) ? device.name() + "-pay-" + visits : "";
    Visit[] begun = new Visit[1];
    current = null;
    freeAt =
        new Shopper(world, shelf, device.name(), Chance.of(chance.next(), visits), signal)
            .visit(
                Operator.PROVIDER,
                merchant(),
                reference,
                visit -> {
                  begun[0] = visit;
                  current = visit;
                  visit.layout(shelf.layout());
                  books.began(visit);
                  if (shelf.arePlatesWrong()) {
                    visit.platesWrong();
                  }
                });
    sampleOn(freeAt - world.time().now(), VISIT_SAMPLES_SECONDS);
    troublesOfAVisit();
  }

  String merchant() {
    return "op-" + name;
  }

  private void restock() {
    if (!mayShop()) {
      return;
    }
    boolean low = false;
    for (int plate = 0; plate < goods.plates(); plate++) {
      low |= shelf.units(plate) < 12;
    }
    if (!low) {
      return;
    }
    atTheShelf(() -> {
      for (int plate = 0; plate < goods.plates(); plate++) {
        int which = plate;
        world.time().in((4 + 3L * plate) * SECOND, () -> fillUp(which));
      }
    });
  }

  private void fillUp(int plate) {
    shelf.fill(plate, Math.max(0, 30 - shelf.units(plate)));
    shelf.weigh();
  }

  /** A person opens the door in restocking mode, and leaves the mode when the session is over. */
  private void atTheShelf(Runnable hands) {
    freeAt = world.time().now() + 60 * SECOND;
    Device at = device;
    at.restocking(true);
    String[] session = {""};
    world
        .time()
        .in(
            2 * SECOND,
            () -> {
              session[0] = shelf.door(true);
              books.began(Visit.restock(at.name(), session[0], world.time().now()));
              hands.run();
            });
    world
        .time()
        .in(
            40 * SECOND,
            () -> {
              shelf.door(false);
            });
    world.time().in(41 * SECOND, shelf::weigh);
    world.time().in(50 * SECOND, shelf::weigh);
    world.time().in(55 * SECOND, () -> leave(at, session[0], 0));
  }

  private void leave(Device at, String session, int minutes) {
    if (books.hasEnded(at.name(), session) || minutes > 120) {
      at.restocking(false);
      return;
    }
    freeAt = world.time().now() + 65 * SECOND;
    shelf.weigh();
    world.time().in(60 * SECOND, () -> leave(at, session, minutes + 1));
  }

  /** Two products are to change places from some time on; someone moves them at another. */
  private void changeLayout() {
    int a = chance.below(goods.plates());
    int b = (a + 1 + chance.below(goods.plates() - 1)) % goods.plates();
    List<Integer> changed = new ArrayList<>(planned);
    Collections.swap(changed, a, b);
    planned = List.copyOf(changed);
    operator.arrange(device, goods, planned, world.time().now() + chance.between(-HOUR, 6 * HOUR));
    world.time().in(chance.between(0, 8 * HOUR), this::moveGoods);
  }

  private void moveGoods() {
    if (!mayShop()) {
      world.time().in(HOUR, this::moveGoods);
      return;
    }
    List<Integer> to = planned;
    atTheShelf(() -> {
      List<Integer> from = shelf.layout();
      for (int plate = 0; plate < goods.plates(); plate++) {
        if (!from.get(plate).equals(to.get(plate))) {
          int which = plate;
          world
              .time()
              .in(
                  (4 + 2L * plate) * SECOND,
                  () -> {
                    shelf.clear(which);
                    shelf.weigh();
                  });
          world.time().in((22 + plate) * SECOND, () -> fillUp(which));
        }
      }
      world.time().in(21 * SECOND, () -> shelf.arrange(to));
    });
  }

  private void changePrices() {
    List<Long> changed = new ArrayList<>();
    for (Long price : prices) {
      changed.add(Math.max(20, price + chance.between(-30, 31)));
    }
    prices = changed;
    long from = world.time().now() + chance.between(-HOUR, 12 * HOUR);
    operator.push(device, goods, prices, from);
  }

  private void troublesOfAVisit() {
    var faults = world.faults();
    long inVisit = chance.between(0, 30 * SECOND);
    Device now = device;
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
      world
          .time()
          .in(
              inVisit,
              () -> {
                board.restart(chance.next());
                Visit disturbed = current;
                if (disturbed != null) {
                  disturbed.framesLost();
                }
                world.note(now.name(), "board restarts");
                world.time().in(2 * SECOND, now::boardsAreBack);
              });
    }
  }

  private void troubles() {
    var faults = world.faults();
    Device now = device;
    if (faults.strikes(FaultKind.PARTITION)) {
      at(() -> network.cutOff(longestCutOff));
    }
    if (faults.strikes(FaultKind.STORE_FULL)) {
      at(() -> cardTrouble(now, Disk.Trouble.FULL));
    }
    if (faults.strikes(FaultKind.STORE_READ_ONLY)) {
      at(() -> cardTrouble(now, Disk.Trouble.READ_ONLY));
    }
    if (faults.strikes(FaultKind.BIT_FLIP)) {
      at(() -> flipBit(now));
    }
    if (faults.strikes(FaultKind.CLOCK_JUMP)) {
      at(() -> {
        long by = chance.between(-2 * DAY, 2 * DAY);
        now.clock().jump(by);
        world.note(now.name(), "clock jumps by " + by / SECOND + " s");
        world.time().in(chance.between(SECOND, 3 * HOUR), now::hearTime);
      });
    }
    if (faults.strikes(FaultKind.CARD_RESTORED) && !images.isEmpty()) {
      at(() -> restoreCard(now));
    }
    if (faults.strikes(FaultKind.CARD_CLONED)) {
      at(() -> cloneCard(now));
    }
    if (faults.strikes(FaultKind.PLATE_STUCK)) {
      at(() -> wrongPlates(() -> shelf.stick(chance.below(goods.plates()))));
    }
    if (faults.strikes(FaultKind.PLATES_SWAPPED)) {
      int a = chance.below(goods.plates());
      at(() -> wrongPlates(() -> shelf.swap(a, (a + 1) % goods.plates())));
    }
    if (faults.has(FaultKind.PLATE_DRIFTS)) {
      for (int plate = 0; plate < goods.plates(); plate++) {
        int which = plate;
        at(() -> shelf.drift(which, chance.between(-1_200, 1_200)));
      }
    }
    if (faults.strikes(FaultKind.DOCUMENT_FORGED)) {
      at(() -> operator.forge(now, goods));
    }
    images.add(device.disk().image());
    if (images.size() > 3) {
      images.remove();
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

  private void wrongPlates(Runnable what) {
    what.run();
    Visit disturbed = current;
    if (disturbed != null) {
      disturbed.platesWrong();
    }
    world.note(name, "plates are wrong");
    world.time().in(chance.between(HOUR, 10 * HOUR), this::mendPlates);
  }

  private void mendPlates() {
    Visit disturbed = current;
    if (disturbed != null && shelf.arePlatesWrong()) {
      disturbed.platesWrong();
    }
    shelf.mend();
  }

  private void cardTrouble(Device of, Disk.Trouble trouble) {
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
    if (of.trouble().isPresent()) {
      return;
    }
    of.powerCut("its card is put back as it was");
    of.insert(images.peekFirst().image());
    of.troubled(Trouble.SET_BACK);
  }

  private void cloneCard(Device of) {
    if (of.trouble().isPresent() || of.disk().journal().isEmpty()) {
      return;
    }
    of.troubled(Trouble.CLONED);
    server.cloned(of.name());
    Disk copy = of.disk().image();
    Network way = networkOf(of);
    Device twin =
        device(
            of.name(),
            "twin",
            List.of(),
            edges,
            made -> new Network(world, server, of.name(), made.fuse()));
    twin.insert(copy);
    twin.troubled(Trouble.CLONED);
    twin.powerOn();
    way.mend();
    world.time().in(chance.between(HOUR, 12 * HOUR), twin::retire);
  }

  /** Nothing goes wrong any more: everything is put right. */
  void mend() {
    networks.values().forEach(Network::mend);
    mendPlates();
    device.disk().trouble(Disk.Trouble.NONE);
    device.hearTime();
  }

  void stopShopping() {
    shopping = false;
  }
}
