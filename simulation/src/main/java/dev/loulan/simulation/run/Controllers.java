package dev.loulan.simulation.run;

import dev.loulan.agent.session.ShelfSettings;
import dev.loulan.agent.sync.ServerClient;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.merkle.TreeHash;
import dev.loulan.simulation.check.Books;
import dev.loulan.simulation.check.DayCalendar;
import dev.loulan.simulation.device.Device;
import dev.loulan.simulation.edge.Edges;
import dev.loulan.simulation.server.Network;
import dev.loulan.simulation.server.Server;
import dev.loulan.simulation.shelf.Board;
import dev.loulan.simulation.shelf.Goods;
import dev.loulan.simulation.shelf.SimulatedPlate;
import dev.loulan.simulation.shelf.StepErrors;
import dev.loulan.simulation.store.Disk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The controllers of a shelf, one after the other, each with its own way to the server. */
final class Controllers {
  private static final List<Integer> BOOT_SAMPLES_SECONDS = List.of(3, 20, 40, 70);

  private final Site site;
  private final Parts parts;
  private final Consumer<Device> furnish;
  private final List<Device> devices = new ArrayList<>();
  private final Map<String, Network> networks = new TreeMap<>();
  private boolean replacing;

  /** What every controller is made of. */
  record Parts(Server server, Books books, Edges edges, DayCalendar calendar, StepErrors errors) {}

  /**
   * A shelf with its first controller, under power.
   *
   * @param furnish registers one and gives it what it is to sell
   */
  Controllers(Site site, Parts parts, Consumer<Device> furnish) {
    this.site = site;
    this.parts = parts;
    this.furnish = furnish;
    install();
  }

  /** The one in service. */
  Device current() {
    return devices.getLast();
  }

  List<Device> all() {
    return List.copyOf(devices);
  }

  Network networkOf(Device of) {
    Network found = networks.get(of.name());
    if (found == null) {
      throw new IllegalStateException("no network of " + of.name());
    }
    return found;
  }

  /** Every way to the server is open again. */
  void mendNetworks() {
    networks.values().forEach(Network::mend);
  }

  private void install() {
    String id = site.name() + "-" + (devices.size() + 1);
    Device made =
        device(
            id,
            "device",
            List.of(site.board()),
            of -> {
              Network way = new Network(site.world(), parts.server(), id, of.fuse());
              networks.put(id, way);
              return way;
            });
    devices.add(made);
    made.atBoot(() -> site.sampleOn(0, BOOT_SAMPLES_SECONDS));
    furnish.accept(made);
    made.powerOn();
  }

  /** Another controller with a copy of the card, its name and its keys. */
  Device twin(Device of, Disk copy) {
    Device twin =
        device(
            of.name(),
            "twin",
            List.of(),
            made -> new Network(site.world(), parts.server(), of.name(), made.fuse()));
    twin.insert(copy);
    return twin;
  }

  private Device device(
      String id, String body, List<Board> boards, Function<Device, ServerClient> way) {
    DayCalendar calendar = parts.calendar();
    return new Device(
        site.world(),
        id,
        body,
        number -> key(id, number),
        new Device.Setup(
            boards,
            new ShelfSettings(
                calendar.zone(), calendar.cutoff().toSecondOfDay(), Goods.CURRENCY, false),
            (plate, settings, listener) ->
                new SimulatedPlate(plate, settings, listener, parts.errors()),
            parts.edges(),
            parts.books()),
        way);
  }

  private static Ed25519Signer key(String device, int number) {
    String name = "key of " + device + (number == 1 ? "" : " " + number);
    return Ed25519Signer.fromSeed(TreeHash.sha256(name.getBytes(StandardCharsets.UTF_8)).toArray());
  }

  /** Within a day a person puts in another controller and has the old one revoked. */
  void replaceLater(Consumer<Device> revoke) {
    if (!replacing) {
      replacing = true;
      site.world()
          .time()
          .in(
              site.chance().between(Site.HOUR, 20 * Site.HOUR),
              () -> {
                replacing = false;
                current().retire();
                revoke.accept(current());
                install();
              });
    }
  }
}
