package dev.loulan.cli.ledger;

import dev.loulan.cli.ledger.LedgerChoice.Chain;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.sync.audit.Audit;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.ledger.embedded.EmbeddedGateway;
import dev.loulan.sync.ledger.embedded.EmbeddedLedger;
import dev.loulan.sync.ledger.fabric.BlockReader;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.ledger.fabric.FabricSettings.PeerAddress;
import dev.loulan.sync.ledger.fabric.PeerConnection;
import dev.loulan.sync.publicstate.PublicState;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.hyperledger.fabric.client.GatewayException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A ledger as a whole. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    subcommands = {LedgerWord.AuditWord.class, RebuildWord.class})
public final class LedgerWord {
  /** Recomputes every balance and compares; exit 1 when something differs. */
  @Command(name = "audit", mixinStandardHelpOptions = true)
  static final class AuditWord implements Callable<Integer> {
    @Mixin private LedgerChoice choice;
    @Mixin private Output output;

    @Override
    public Integer call() {
      Audit audit = choice.chain().map(this::onChain).orElseGet(this::embedded);
      output.line(Messages.text(audit.sound() ? "ledger.sound" : "ledger.unsound"));
      audit.balances().forEach((place, amount) -> output.line(place + "  " + amount));
      audit.differences().forEach(output::line);
      output.result(
          JsonText.object(
              "sound", audit.sound(),
              "balances", balances(audit),
              "differences", audit.differences()));
      return audit.sound() ? 0 : Failure.UNSOUND;
    }

    private Audit embedded() {
      try (EmbeddedLedger ledger = choice.embedded()) {
        return Audit.of(ledger.publicState(), Map.of("ledger", new EmbeddedGateway(ledger)));
      }
    }

    /** Blocks come from one peer; its answers and those of all others are held against them. */
    private Audit onChain(Chain chain) {
      Map<String, LedgerGateway> answering = new TreeMap<>();
      try (PeerConnection peer = PeerConnection.open(chain.settings(), chain.source())) {
        output.progress(Messages.text("ledger.reading", LedgerChoice.name(chain.source())));
        PublicState state = BlockReader.read(peer);
        for (PeerAddress each : chain.settings().peers()) {
          answering.put(
              LedgerChoice.name(each),
              FabricGateway.open(
                  chain.settings().withPeers(List.of(each)), InstantSource.system()));
        }
        return Audit.of(state, answering);
      } catch (GatewayException | LedgerUnavailableException e) {
        throw Failure.of(Failure.UNSOUND, e);
      } finally {
        answering.values().forEach(LedgerWord::close);
      }
    }

    private static List<Map<String, @Nullable Object>> balances(Audit audit) {
      return audit.balances().entrySet().stream()
          .map(entry -> {
            String[] parts = entry.getKey().split("/", 3);
            return JsonText.object(
                "currency", parts[0],
                "party", parts[1],
                "partyId", parts[2],
                "amount", entry.getValue());
          })
          .toList();
    }
  }

  private static void close(LedgerGateway gateway) {
    if (gateway instanceof FabricGateway open) {
      open.close();
    }
  }
}
