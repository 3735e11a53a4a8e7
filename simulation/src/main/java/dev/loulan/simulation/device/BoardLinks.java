package dev.loulan.simulation.device;

import dev.loulan.bridge.intake.FrameReceiver;
import dev.loulan.simulation.shelf.Board;
import dev.loulan.simulation.world.World;
import dev.loulan.testkit.chance.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The ways from a device's boards to its process; new ones at each boot. */
final class BoardLinks {
  private static final long SECOND = 1_000_000;

  private final World world;
  private final List<Board> boards;
  private final Chance chance;
  private final Consumer<Runnable> inProcess;
  private final List<BridgeLink> links = new ArrayList<>();

  /**
   * No way is open yet.
   *
   * @param inProcess runs something as a step of the process, if it still lives
   */
  BoardLinks(World world, List<Board> boards, Chance chance, Consumer<Runnable> inProcess) {
    this.world = world;
    this.boards = boards;
    this.chance = chance;
    this.inProcess = inProcess;
  }

  /** A process listens: the boards find it within two seconds, unless it is gone by then. */
  void open(FrameReceiver receiver) {
    for (Board board : boards) {
      links.add(new BridgeLink(world, board, receiver, inProcess, chance));
    }
    List<BridgeLink> opened = List.copyOf(links);
    world
        .time()
        .in(
            chance.between(100_000, 2 * SECOND),
            () -> {
              if (links.equals(opened)) {
                connect();
              }
            });
  }

  /** The boards look for their bridge; nothing happens while no process listens. */
  void connect() {
    for (int i = 0; i < links.size(); i++) {
      boards.get(i).connect(links.get(i));
    }
  }

  /** The process is gone. */
  void close() {
    links.forEach(BridgeLink::close);
    links.clear();
  }

  void breakBroker() {
    links.forEach(BridgeLink::breakConnection);
  }

  /** Frames that wait at the bridge, over all boards. */
  int waiting() {
    return links.stream().mapToInt(BridgeLink::waiting).sum();
  }

  /** The agent has consumed a board's frames so far. */
  void consumed(String board, long stream, long sequence) {
    for (int i = 0; i < links.size(); i++) {
      if (boards.get(i).name().equals(board)) {
        links.get(i).consumed(stream, sequence);
      }
    }
  }
}
