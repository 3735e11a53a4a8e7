package dev.loulan.simulation.edge;

import dev.loulan.agent.boot.ServerPosition;
import dev.loulan.agent.files.DeviceFiles;
import dev.loulan.agent.ingest.InputSink;
import dev.loulan.agent.ingest.Outlets;
import dev.loulan.agent.session.Recovered;
import dev.loulan.agent.session.ShelfSettings;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.contract.StatePort;
import dev.loulan.journal.CosignedStore;
import dev.loulan.journal.JournalStore;
import dev.loulan.sync.intake.IntakeStore;
import dev.loulan.sync.ledger.LedgerFollower;
import dev.loulan.sync.ledger.LedgerGateway;

/**
 * The ports between the product and the simulated world, each as it comes. A planted bug overrides
 * one of them; {@link Canary} names it.
 */
public interface Edges {

  /** Nothing is planted. */
  Edges NONE = new Edges() {};

  /** Before each boot of a device. */
  default void booting(String device) {}

  default JournalStore journal(JournalStore store) {
    return store;
  }

  default CosignedStore cosigned(CosignedStore store) {
    return store;
  }

  default DeviceFiles files(DeviceFiles files) {
    return files;
  }

  default Outlets outlets(Outlets outlets) {
    return outlets;
  }

  default InputSink inputs(InputSink inputs) {
    return inputs;
  }

  default ServerPosition position(ServerPosition position) {
    return position;
  }

  default Recovered recovered(Recovered recovered) {
    return recovered;
  }

  default ShelfSettings settings(ShelfSettings settings) {
    return settings;
  }

  /** Whether the agent gets the frame at all. */
  default boolean takesFrame(Frame frame) {
    return true;
  }

  default IntakeStore intake(IntakeStore store) {
    return store;
  }

  /** The server stopped: what it had not made durable is gone. */
  default void serverStopped() {}

  default LedgerGateway ledger(LedgerGateway ledger) {
    return ledger;
  }

  default StatePort state(StatePort state) {
    return state;
  }

  default LedgerFollower follower(LedgerFollower follower) {
    return follower;
  }
}
