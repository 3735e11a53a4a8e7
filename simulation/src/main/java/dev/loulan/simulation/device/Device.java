package dev.loulan.simulation.device;

import dev.loulan.agent.session.AlertCode;
import dev.loulan.agent.session.Input;
import dev.loulan.agent.session.ShelfSettings;
import dev.loulan.agent.sync.ServerClient;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.intake.FrameReceiver;
import dev.loulan.bridge.intake.FrameSink;
import dev.loulan.inference.signal.WatchedPlate;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.provisioning.ProvisioningException;
import dev.loulan.simulation.edge.Edges;
import dev.loulan.simulation.shelf.Board;
import dev.loulan.simulation.store.Disk;
import dev.loulan.simulation.store.Fuse;
import dev.loulan.simulation.store.MemoryJournalStore;
import dev.loulan.simulation.store.MemoryKeys;
import dev.loulan.simulation.store.PowerCut;
import dev.loulan.simulation.world.FaultKind;
import dev.loulan.simulation.world.World;
import dev.loulan.testkit.chance.Chance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A shelf's controller: card, clock, power, and the process that runs while there is power. */
public final class Device {
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;

  private final World world;
  private final String name;
  private final Chance chance;
  private final Setup setup;
  private final IntFunction<DeviceSigner> keys;
  private final DeviceClock clock;
  private final Fuse fuse = new Fuse();
  private final MemoryJournalStore.Flaws flaws;
  private final BoardLinks links;
  private final ServerClient server;
  private Disk disk = new Disk();
  private @Nullable AgentProcess process;
  private @Nullable Trouble trouble;
  private long generation;
  private long cuts;
  private long hangs;
  private long upSince = Long.MAX_VALUE;
  private long hungUntil;
  private final Uplink uplink;
  private long bootPause = MINUTE;
  private Runnable booted = () -> {};
  private boolean powered;
  private boolean idleDue;
  private boolean retired;
  private boolean restocking;

  /** What a device is given once. */
  public record Setup(
      List<Board> boards,
      ShelfSettings settings,
      WatchedPlate.Factory plates,
      Edges edges,
      Listener listener) {}

  /**
   * A device without power.
   *
   * @param body tells it from another of the same name, which a copied card makes
   * @param keys the journal's keys by their number, from 1
   */
  public Device(
      World world,
      String name,
      String body,
      IntFunction<DeviceSigner> keys,
      Setup setup,
      Function<Device, ServerClient> network) {
    this.world = world;
    this.name = name;
    this.chance = world.chance(body + " " + name);
    this.setup = setup;
    this.keys = keys;
    this.server = network.apply(this);
    // How much a request waits for one before it, on a fast line, a slow one and a very slow one.
    long sendDelay = List.of(SECOND / 2, 4 * SECOND, 20 * SECOND).get(chance.below(3));
    this.links = new BoardLinks(world, setup.boards(), chance, this::run);
    this.uplink = new Uplink(world, new UplinkHost(), sendDelay);
    long drift = world.faults().has(FaultKind.CLOCK_DRIFT) ? chance.between(-100, 100) : 0;
    this.clock = new DeviceClock(world.time()::now, drift);
    this.flaws =
        new MemoryJournalStore.Flaws(
            () -> world.faults().strikes(FaultKind.STORE_IO),
            () -> chance.happens(0.5),
            () -> world.faults().strikes(FaultKind.STORE_TORN));
  }

  public String name() {
    return name;
  }

  /** The key that it is registered with. */
  public DeviceSigner firstKey() {
    return keys.apply(1);
  }

  public DeviceClock clock() {
    return clock;
  }

  public Disk disk() {
    return disk;
  }

  public Fuse fuse() {
    return fuse;
  }

  public Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** What is to happen at each boot, once the boards are on their way. */
  public void atBoot(Runnable then) {
    booted = then;
  }

  /** Puts another card in; takes effect at the next boot. */
  public void insert(Disk card) {
    disk = card;
  }

  public void troubled(Trouble now) {
    trouble = now;
    world.note(name, "is in trouble: " + now);
  }

  /** Whether shoppers find the door working. */
  public boolean isReady() {
    return process != null
        && world.time().now() > upSince + 3 * SECOND
        && world.time().now() >= hungUntil;
  }

  /** Counts its boots, stops and hangs. */
  public long boots() {
    return generation + hangs;
  }

  /** Whether it has run without a break since then, and is what it seems. */
  public boolean isSoundSince(long boots) {
    return process != null && boots == boots() && trouble == null;
  }

  /** Whether its page shows the alert now. */
  public boolean tells(AlertCode code) {
    return process != null && process.tells(code);
  }

  /** When it last had an answer from the server about its state, in true time. */
  public long heardServerMicros() {
    return uplink.heardServerMicros();
  }

  public boolean isUp() {
    return process != null;
  }

  public void powerOn() {
    powered = true;
    if (!retired) {
      boot();
    }
  }

  /** Power is cut now; it comes back after a while. */
  public void powerCut(String why) {
    stop();
    powered = false;
    world.note(name, "power is cut: " + why);
    long back = chance.between(20 * SECOND, chance.happens(0.1) ? 5 * 3_600 * SECOND : 5 * MINUTE);
    if (world.faults().strikes(FaultKind.CLOCK_1970)) {
      world.time().in(back, () -> clock.set(chance.between(0, 100 * SECOND)));
      world.time().in(back + chance.between(MINUTE, 30 * MINUTE), this::hearTime);
    }
    long mine = ++cuts;
    world
        .time()
        .in(
            back,
            () -> {
              // Another cut meanwhile has its own end.
              if (mine == cuts) {
                powerOn();
              }
            });
  }

  /** The network's time service sets the clock right. */
  public void hearTime() {
    clock.set(world.time().now());
    world.note(name, "hears the time");
  }

  /** The process ends; the system starts it again. */
  public void kill(String why) {
    stop();
    world.note(name, "process ended: " + why);
    world
        .time()
        .in(
            chance.between(2 * SECOND, 30 * SECOND),
            () -> {
              if (powered && process == null && !retired) {
                boot();
              }
            });
  }

  public void hang(long micros) {
    hungUntil = world.time().now() + micros;
    hangs++;
    world.note(name, "hangs");
  }

  /** Goes out of service for good. */
  public void retire() {
    stop();
    retired = true;
    powered = false;
    world.note(name, "is retired");
  }

  public boolean isRetired() {
    return retired;
  }

  /** The boards have power again and look for their bridge. */
  public void boardsAreBack() {
    links.connect();
  }

  public void breakBroker() {
    links.breakBroker();
  }

  /** Frames that wait at the bridge, over all boards. */
  public int waitingFrames() {
    return links.waiting();
  }

  /** Restocking mode, as the operator's button sets it. */
  public void restocking(boolean on) {
    restocking = on;
    run(() -> required().input(new Input.Restocking(on)));
  }

  /** Someone has the journal go over to a new key. */
  public void changeKey() {
    run(() -> {
      if (disk.trouble() != Disk.Trouble.NONE) {
        return;
      }
      var _ = new MemoryKeys(disk, fuse, keys).prepareNext();
      try {
        required().changeKey();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      world.note(name, "journal key changed");
    });
  }

  /** The server has something new for the device. */
  public void configurationChanged() {
    world.time().in(SECOND, uplink::poll);
  }

  private void stop() {
    process = null;
    upSince = Long.MAX_VALUE;
    generation++;
    fuse.disarm();
    links.close();
    uplink.stop();
    idleDue = false;
  }

  private AgentProcess required() {
    AgentProcess now = process;
    if (now == null) {
      throw new IllegalStateException("the process of " + name + " is gone");
    }
    return now;
  }

  private void boot() {
    generation++;
    long begin = world.time().now();
    try {
      process =
          new AgentProcess(
              new AgentProcess.Parts(
                  name,
                  new MemoryKeys(disk, fuse, keys),
                  disk,
                  fuse,
                  flaws,
                  setup.edges(),
                  server,
                  clock,
                  () -> (world.time().now() - begin) * 1_000,
                  chance::next,
                  setup.settings(),
                  setup.plates(),
                  () -> restocking,
                  links::consumed,
                  setup.listener()));
      upSince = begin;
      bootPause = MINUTE;
      world.note(name, "is up");
    } catch (PowerCut e) {
      powerCut("while booting");
      return;
    } catch (JournalException e) {
      bootFailed(e.code() == JournalException.ErrorCode.CORRUPT, e);
      return;
    } catch (ProvisioningException e) {
      bootFailed(false, e);
      return;
    } catch (RuntimeException e) {
      world.violated("no-crash", name + " dies at boot: " + Stack.of(e));
      bootFailed(true, e);
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing waits in a simulation", e);
    }
    links.open(new FrameReceiver(new Frames()));
    uplink.begin();
    booted.run();
  }

  private void bootFailed(boolean needsPerson, RuntimeException why) {
    world.note(name, "cannot start: " + why.getMessage());
    setup.listener().alert(name, AlertCode.JOURNAL);
    process = null;
    generation++;
    if (needsPerson) {
      troubled(Trouble.CARD_DAMAGED);
      return;
    }
    long mine = generation;
    long wait = bootPause;
    bootPause = Math.min(20 * MINUTE, bootPause * 2);
    world
        .time()
        .in(
            wait,
            () -> {
              if (powered && mine == generation && !retired) {
                boot();
              }
            });
  }

  /** Runs a step of the process; what it dies of ends it as it would on a device. */
  private void run(Runnable step) {
    if (process == null) {
      return;
    }
    if (world.time().now() < hungUntil) {
      long mine = generation;
      world
          .time()
          .at(
              hungUntil,
              () -> {
                if (mine == generation) {
                  run(step);
                }
              });
      return;
    }
    try {
      step.run();
    } catch (PowerCut e) {
      powerCut("in the middle of a step");
      return;
    } catch (JournalException | ProvisioningException e) {
      setup.listener().alert(name, AlertCode.JOURNAL);
      kill("the shelf cannot go on: " + e.getMessage());
      return;
    } catch (RuntimeException e) {
      world.violated("no-crash", name + " dies: " + Stack.of(e));
      kill("died");
      return;
    }
    uplink.sendIfDue();
    if (!idleDue) {
      idleDue = true;
      long mine = generation;
      world.time().in(1_200_000, () -> idle(mine));
    }
  }

  /** Two turns in which nothing came: a board that is silent shows in the second. */
  private void idle(long mine) {
    if (mine == generation && process != null) {
      run(() -> required().turns().turn(true));
    }
    world
        .time()
        .in(
            1_200_000,
            () -> {
              if (mine == generation && process != null) {
                run(() -> required().turns().turn(true));
                idleDue = false;
              }
            });
  }

  private final class UplinkHost implements Uplink.Host {
    @Override
    public long generation() {
      return generation;
    }

    @Override
    public boolean isUp() {
      return process != null;
    }

    @Override
    public AgentProcess process() {
      return required();
    }

    @Override
    public void run(Runnable step) {
      Device.this.run(step);
    }
  }

  private final class Frames implements FrameSink {
    @Override
    public void frame(long streamId, Frame frame) {
      if (setup.edges().takesFrame(frame)) {
        required().turns().frame(streamId, frame);
        required().turns().turn(false);
      }
    }
  }
}
