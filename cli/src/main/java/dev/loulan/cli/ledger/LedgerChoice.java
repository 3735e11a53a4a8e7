package dev.loulan.cli.ledger;

import dev.loulan.cli.output.Failure;
import dev.loulan.sync.backup.DataFiles;
import dev.loulan.sync.ledger.embedded.EmbeddedLedger;
import dev.loulan.sync.ledger.embedded.LedgerStoreException;
import dev.loulan.sync.ledger.fabric.FabricSettings;
import dev.loulan.sync.ledger.fabric.FabricSettings.PeerAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which ledger a word is about: a peer of a consortium chain, or a server's embedded one. */
final class LedgerChoice {
  @Option(names = "--fabric", paramLabel = "FILE", descriptionKey = "ledger.fabric")
  private @Nullable Path fabric;

  @Option(names = "--peer", paramLabel = "NAME", descriptionKey = "ledger.peer")
  private @Nullable String peer;

  @Option(names = "--data", paramLabel = "FOLDER", descriptionKey = "ledger.data")
  private @Nullable Path data;

  /** A peer from which blocks are read, and how to reach the others. */
  record Chain(FabricSettings settings, PeerAddress source) {}

  Path data() {
    return data == null ? Path.of("server") : data;
  }

  /** The chain; none for the embedded ledger. */
  Optional<Chain> chain() {
    if (fabric == null) {
      if (peer != null) {
        throw Failure.usage("ledger.peerWithoutFabric", data());
      }
      return Optional.empty();
    }
    try {
      FabricSettings settings = FabricSettings.read(fabric);
      return Optional.of(new Chain(settings, source(settings)));
    } catch (IllegalArgumentException e) {
      throw Failure.of(Failure.USAGE, e);
    }
  }

  EmbeddedLedger embedded() {
    Path file = data().resolve(DataFiles.LEDGER);
    if (!Files.exists(file)) {
      throw Failure.usage("ledger.none", file);
    }
    try {
      return EmbeddedLedger.open(file);
    } catch (LedgerStoreException e) {
      throw Failure.of(Failure.USAGE, e);
    }
  }

  static String name(PeerAddress peer) {
    return peer.mspId() + "@" + peer.host() + ":" + peer.port();
  }

  private PeerAddress source(FabricSettings settings) {
    return settings.peers().stream()
        .filter(each -> peer == null || name(each).equals(peer) || each.mspId().equals(peer))
        .findFirst()
        .orElseThrow(() ->
            Failure.usage(
                "ledger.noPeer",
                peer,
                String.join(", ", settings.peers().stream().map(LedgerChoice::name).toList())));
  }
}
