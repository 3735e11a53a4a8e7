package dev.loulan.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Fields;
import dev.loulan.sync.intake.IntakeFixture;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.submission.BatchBounds;
import dev.loulan.sync.submission.SubmissionWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Some shelves that sell, the server's intake and its submissions to the channel, as a server has
 * them; and the books of what was sold, against which each peer's ledger is held.
 */
public final class Shop implements AutoCloseable {
  public static final Caller SERVER = new Caller("server", PartyRole.OPERATOR);
  private static final long PRICE = 300;

  private final List<TestDevice> devices = new ArrayList<>();
  private final List<Integer> sent = new ArrayList<>();
  private final List<Integer> sold = new ArrayList<>();
  private final IntakeFixture intake;
  private final Path file;

  /** Founds the consortium, if need be, and registers so many shelves by this name. */
  public Shop(Path folder, FabricGateway gateway, String name, int shelves) {
    file = folder.resolve(name + ".db");
    intake = new IntakeFixture(file, true);
    Consortium consortium = SharedNetwork.consortium(gateway);
    for (int i = 1; i <= shelves; i++) {
      TestDevice device = new TestDevice(name + "-" + i);
      consortium.register(device);
      intake.register(device);
      devices.add(device);
      sent.add(0);
      sold.add(0);
    }
  }

  /** The server's database, for a server that is a process of its own. */
  public Path file() {
    return file;
  }

  public List<TestDevice> devices() {
    return List.copyOf(devices);
  }

  /** Each shelf sells and sends its segment to the intake. */
  public void sell(int sales) {
    for (int i = 0; i < devices.size(); i++) {
      TestDevice device = devices.get(i);
      for (int n = 0; n < sales; n++) {
        device.scan(1);
        device.sell(null, "96385074", 1, PRICE, "acme");
      }
      intake.send(device, sent.get(i), device.size());
      sent.set(i, device.size());
      sold.set(i, sold.get(i) + sales);
    }
  }

  /** Each shelf closes the day. */
  public void close(String day) {
    for (int i = 0; i < devices.size(); i++) {
      devices.get(i).closeDay(day, day);
      intake.send(devices.get(i), sent.get(i), devices.get(i).size());
      sent.set(i, devices.get(i).size());
    }
  }

  /** A server process that works on the intake; several may follow one another. */
  public SubmissionWorker worker(LedgerGateway gateway) {
    return worker(gateway, new BatchBounds(1_000, 1_000_000));
  }

  public SubmissionWorker worker(LedgerGateway gateway, BatchBounds bounds) {
    return new SubmissionWorker(
        intake.store, gateway, SERVER, SERVER.partyId(), bounds, devices.size());
  }

  /** Another replica of the server, by whose clock it is so much later. */
  public SubmissionWorker replica(LedgerGateway gateway, String name, Duration later) {
    return new SubmissionWorker(
        intake.store,
        gateway,
        new Caller(name, PartyRole.OPERATOR),
        () -> UUID.randomUUID().toString(),
        new BatchBounds(1_000, 1_000_000),
        () -> Instant.now().plus(later));
  }

  /** Drains until every entry is on the ledger. */
  public void drainAll(SubmissionWorker worker) {
    for (int tries = 0; tries < 60 && lag(worker) > 0; tries++) {
      worker.drain();
    }
    for (TestDevice device : devices) {
      assertThat(worker.lag(device.deviceId()))
          .as(() -> worker.obstacle(device.deviceId()).orElse(""))
          .isZero();
    }
  }

  /**
   * Settles a day, which waits while a member's peer still fetches the lines that it missed.
   *
   * @return the statement
   */
  public Fields settle(LedgerGateway gateway, String day) {
    long deadline = System.nanoTime() + 90_000_000_000L;
    while (true) {
      try {
        return Consortium.fields(
            gateway.submit(SERVER, ContractCalls.settleDay(new BusinessDay(day), Consortium.USD)));
      } catch (LedgerUnavailableException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
      }
    }
  }

  public long lag(SubmissionWorker worker) {
    return devices.stream().mapToLong(device -> worker.lag(device.deviceId())).sum();
  }

  /** No sale is missing and none is there twice, at the peers of all these organisations. */
  public void assertBooks(List<String> organisations) {
    for (String organisation : organisations) {
      try (FabricGateway own =
          FabricGateway.open(
              SharedNetwork.settings(organisation)
                  .withPeers(List.of(SharedNetwork.settings(organisation).peers().getFirst())),
              java.time.InstantSource.system())) {
        for (int i = 0; i < devices.size(); i++) {
          assertPosition(own, organisation, i);
        }
      }
    }
  }

  /** A peer may be some blocks behind; it is asked until it knows all, or for a minute. */
  private void assertPosition(FabricGateway own, String organisation, int i) {
    Fields position = position(own, i);
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (position.integer("size") < devices.get(i).size() && System.nanoTime() < deadline) {
      dev.loulan.fabric.node.Nodes.pause();
      position = position(own, i);
    }
    String what = devices.get(i).deviceId() + " at " + organisation;
    assertThat(position.integer("size")).as(what).isEqualTo(devices.get(i).size());
    assertThat(position.integer("sales")).as(what).isEqualTo((long) sold.get(i));
    assertThat(position.integer("gross")).as(what).isEqualTo(PRICE * sold.get(i));
  }

  private Fields position(FabricGateway own, int i) {
    return Consortium.fields(
        own.query(SERVER, ContractCalls.devicePosition(devices.get(i).deviceId())));
  }

  @Override
  public void close() {
    intake.close();
  }
}
