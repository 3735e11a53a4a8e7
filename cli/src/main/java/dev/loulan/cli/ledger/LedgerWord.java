package dev.loulan.cli.ledger;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.sync.audit.Audit;
import dev.loulan.sync.ledger.EmbeddedGateway;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.ledger.embedded.EmbeddedLedger;
import dev.loulan.sync.ledger.embedded.LedgerStoreException;
import dev.loulan.sync.ledger.fabric.BlockReader;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.ledger.fabric.FabricSettings;
import dev.loulan.sync.ledger.fabric.FabricSettings.PeerAddress;
import dev.loulan.sync.ledger.fabric.PeerConnection;
import dev.loulan.sync.publicstate.PublicState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.hyperledger.fabric.client.GatewayException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A ledger as a whole. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    subcommands = {LedgerWord.AuditWord.class})
public final class LedgerWord {
  private static final long DEADLINE_SECONDS = 600;

  /** Recomputes every balance and compares; exit 1 when something differs. */
  @Command(name = "audit", mixinStandardHelpOptions = true)
  static final class AuditWord implements Callable<Integer> {
    @Option(names = "--fabric", paramLabel = "FILE", descriptionKey = "ledger.fabric")
    private @Nullable Path fabric;

    @Option(names = "--peer", paramLabel = "NAME", descriptionKey = "ledger.peer")
    private @Nullable String peer;

    @Option(names = "--data", paramLabel = "FOLDER", descriptionKey = "ledger.data")
    private @Nullable Path data;

    @Mixin private Output output;

    @Override
    public Integer call() {
      Audit audit = fabric == null ? embedded() : onChain(fabric);
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
      Path file = (data == null ? Path.of("server") : data).resolve("ledger.db");
      if (!Files.exists(file) || peer != null) {
        throw Failure.usage(peer == null ? "ledger.none" : "ledger.peerWithoutFabric", file);
      }
      try (EmbeddedLedger ledger = EmbeddedLedger.open(file)) {
        return Audit.of(ledger.publicState(), Map.of("ledger", new EmbeddedGateway(ledger)));
      } catch (LedgerStoreException e) {
        throw Failure.of(Failure.USAGE, e);
      }
    }

    /** Blocks come from one peer; its answers and those of all others are held against them. */
    private Audit onChain(Path file) {
      FabricSettings settings = settings(file);
      PeerAddress source = source(settings);
      Map<String, LedgerGateway> answering = new TreeMap<>();
      try (PeerConnection connection = PeerConnection.open(settings, source)) {
        output.progress(Messages.text("ledger.reading", name(source)));
        PublicState state = BlockReader.read(connection, DEADLINE_SECONDS);
        for (PeerAddress each : settings.peers()) {
          answering.put(
              name(each),
              FabricGateway.open(settings.withPeers(List.of(each)), InstantSource.system()));
        }
        return Audit.of(state, answering);
      } catch (GatewayException | LedgerUnavailableException e) {
        throw Failure.of(Failure.UNSOUND, e);
      } finally {
        answering.values().forEach(LedgerWord::close);
      }
    }

    private static FabricSettings settings(Path file) {
      try {
        return FabricSettings.read(file);
      } catch (IllegalArgumentException e) {
        throw Failure.of(Failure.USAGE, e);
      }
    }

    private PeerAddress source(FabricSettings settings) {
      return settings.peers().stream()
          .filter(each -> peer == null || name(each).equals(peer) || each.mspId().equals(peer))
          .findFirst()
          .orElseThrow(() ->
              Failure.usage(
                  "ledger.noPeer",
                  peer,
                  String.join(", ", settings.peers().stream().map(AuditWord::name).toList())));
    }

    private static String name(PeerAddress peer) {
      return peer.mspId() + "@" + peer.host() + ":" + peer.port();
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
