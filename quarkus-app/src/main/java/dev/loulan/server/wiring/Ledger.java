package dev.loulan.server.wiring;

import dev.loulan.server.settings.ServerSettings;
import dev.loulan.server.settings.StartException;
import dev.loulan.sync.backup.DataFiles;
import dev.loulan.sync.ledger.LedgerFollower;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.embedded.EmbeddedGateway;
import dev.loulan.sync.ledger.embedded.EmbeddedLedger;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.ledger.fabric.FabricSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The ledger that the settings name.
 *
 * @param follower makes one who hears what is written from then on
 * @param closing gives back what it holds
 */
record Ledger(LedgerGateway gateway, Supplier<LedgerFollower> follower, Runnable closing) {

  static Ledger open(ServerSettings settings) {
    return settings.fabric().map(Ledger::onChain).orElseGet(() -> embedded(settings.data()));
  }

  private static Ledger embedded(Path data) {
    EmbeddedLedger ledger = EmbeddedLedger.open(data.resolve(DataFiles.LEDGER));
    return new Ledger(new EmbeddedGateway(ledger), ledger::follower, ledger::close);
  }

  private static Ledger onChain(Path file) {
    try {
      FabricGateway gateway = FabricGateway.open(FabricSettings.read(file), InstantSource.system());
      return new Ledger(gateway, gateway::follower, gateway::close);
    } catch (IllegalArgumentException e) {
      throw new StartException(
          StartException.Kind.USAGE, "fabric.unusable", StartException.retold("", e));
    }
  }

  void close() {
    closing.run();
  }
}
