package dev.loulan.cli.ledger;

import dev.loulan.cli.ledger.LedgerChoice.Chain;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.sync.backup.DataFiles;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.ledger.embedded.EmbeddedLedger;
import dev.loulan.sync.ledger.fabric.BlockReader;
import dev.loulan.sync.ledger.fabric.PeerConnection;
import dev.loulan.sync.readmodel.Rebuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hyperledger.fabric.client.GatewayException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a server's read model anew from the ledger alone; the server must not run. */
@Command(name = "rebuild", mixinStandardHelpOptions = true)
final class RebuildWord implements Callable<Integer> {
  @Mixin private LedgerChoice choice;
  @Mixin private Output output;

  @Override
  public Integer call() {
    Path model = choice.data().resolve(DataFiles.READ_MODEL);
    Rebuild.Totals totals;
    try {
      Files.createDirectories(choice.data());
      totals = choice.chain().isPresent() ? onChain(model) : embedded(model);
    } catch (IOException | GatewayException | LedgerUnavailableException e) {
      throw Failure.of(Failure.UNSOUND, e);
    }
    output.line(
        Messages.text(
            "ledger.rebuilt",
            model,
            totals.sales(),
            totals.reviews(),
            totals.restocks(),
            totals.closedDays()));
    output.result(
        JsonText.object(
            "sales", totals.sales(),
            "reviews", totals.reviews(),
            "restocks", totals.restocks(),
            "closedDays", totals.closedDays(),
            "gross", totals.gross()));
    return 0;
  }

  private Rebuild.Totals embedded(Path model) throws IOException {
    try (EmbeddedLedger ledger = choice.embedded()) {
      return Rebuild.of(model, ledger::follow);
    }
  }

  private Rebuild.Totals onChain(Path model) throws IOException, GatewayException {
    Chain chain = choice.chain().orElseThrow();
    output.progress(Messages.text("ledger.reading", LedgerChoice.name(chain.source())));
    try (PeerConnection peer = PeerConnection.open(chain.settings(), chain.source())) {
      return Rebuild.<GatewayException>of(
          model,
          listener -> {
            long _ = BlockReader.follow(peer, listener::accept);
          });
    }
  }
}
