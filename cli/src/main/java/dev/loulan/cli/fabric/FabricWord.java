package dev.loulan.cli.fabric;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.output.Table;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.network.Network;
import dev.loulan.fabric.network.NetworkStatus;
import dev.loulan.fabric.network.NetworkStatus.NodeStatus;
import dev.loulan.fabric.node.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A consortium network of Hyperledger Fabric on this machine. */
@Command(
    name = "fabric",
    mixinStandardHelpOptions = true,
    subcommands = {
      FabricWord.Install.class,
      FabricWord.Up.class,
      FabricWord.Down.class,
      FabricWord.Status.class,
      ChangeWords.AddOrderer.class,
      ChangeWords.AddOrganisation.class,
      ChangeWords.Renew.class,
      ChangeWords.Upgrade.class
    })
public final class FabricWord {

  /** Finds Fabric's programs, or builds them. */
  @Command(name = "install", mixinStandardHelpOptions = true)
  static final class Install implements Callable<Integer> {
    @Mixin private Output output;

    @Override
    public Integer call() {
      Programs programs =
          NetworkOptions.saying(() ->
              Programs.install(
                  NetworkOptions.module(),
                  NetworkOptions.built(),
                  System.getenv(),
                  NetworkOptions.progress(output)));
      output.done(Messages.text("fabric.installed", programs.folder()));
      return 0;
    }
  }

  /** Starts what does not run. */
  @Command(name = "up", mixinStandardHelpOptions = true)
  static final class Up implements Callable<Integer> {
    @Mixin private NetworkOptions options;

    @Option(names = "--port", paramLabel = "PORT", descriptionKey = "fabric.port")
    private @Nullable Integer port;

    @Option(names = "--peers", paramLabel = "N", descriptionKey = "fabric.peers")
    private @Nullable Integer peers;

    @Mixin private Output output;

    @Override
    public Integer call() {
      Path folder = options.folder();
      NetworkOptions.saying(() -> {
        Layout layout = Layout.exists(folder) ? existing(folder) : described(folder);
        Network network = options.network(layout, output);
        network.up();
        return network;
      });
      output.done(Messages.text("fabric.up", folder.resolve("gateway/operator.properties")));
      return 0;
    }

    private Layout described(Path folder) {
      int first = port == null ? Layout.DEFAULT_PORT : port;
      int each = peers == null ? 1 : peers;
      if (first < Layout.LOWEST_PORT || first > Layout.HIGHEST_PORT) {
        throw Failure.usage("fabric.badPort", first, Layout.LOWEST_PORT, Layout.HIGHEST_PORT);
      }
      if (each < 1 || each > Layout.MOST_PEERS) {
        throw Failure.usage("fabric.badPeers", each);
      }
      return Layout.standard(folder, first, each);
    }

    /** What was made keeps its ports and peers; whoever asks for others hears so. */
    private Layout existing(Path folder) {
      Layout made = Layout.read(folder);
      if ((port != null && port != made.firstPort())
          || (peers != null && peers != made.peersEach())) {
        throw Failure.usage("fabric.madeOtherwise", folder, made.firstPort(), made.peersEach());
      }
      return made;
    }
  }

  /** Stops what runs; keeps what is stored. */
  @Command(name = "down", mixinStandardHelpOptions = true)
  static final class Down implements Callable<Integer> {
    @Mixin private NetworkOptions options;
    @Mixin private Output output;

    @Override
    public Integer call() {
      NetworkOptions.saying(() -> {
        Network network = options.network(output);
        network.down();
        return network;
      });
      output.done(Messages.text("fabric.down", options.folder()));
      return 0;
    }
  }

  /** Says how the network is; exit 1 when it is not ready. */
  @Command(name = "status", mixinStandardHelpOptions = true)
  static final class Status implements Callable<Integer> {
    @Mixin private NetworkOptions options;
    @Mixin private Output output;

    @Override
    public Integer call() {
      NetworkStatus status = NetworkOptions.saying(() -> options.network(output).status());
      output.line(Messages.text(status.ready() ? "fabric.ready" : "fabric.notReady"));
      Table table = new Table();
      status.orderers().forEach(node -> table.row(row("fabric.orderer", node)));
      status.peers().forEach(node -> table.row(row("fabric.peer", node)));
      table.lines().forEach(output::line);
      output.result(
          JsonText.object(
              "ready", status.ready(),
              "orderers", status.orderers().stream().map(Status::orderer).toList(),
              "peers", status.peers().stream().map(Status::peer).toList()));
      return status.ready() ? 0 : 1;
    }

    private static String[] row(String kind, NodeStatus node) {
      List<String> cells =
          List.of(
              Messages.text(kind, node.name()),
              Messages.text(node.up() ? "fabric.nodeUp" : "fabric.nodeDown"),
              node.height().isPresent() ? Long.toString(node.height().getAsLong()) : "-");
      return cells.toArray(String[]::new);
    }

    private static Map<String, @Nullable Object> orderer(NodeStatus node) {
      return JsonText.object("name", node.name(), "up", node.up(), "height", height(node));
    }

    private static Map<String, @Nullable Object> peer(NodeStatus node) {
      return JsonText.object(
          "name", node.name(),
          "org", node.organisation(),
          "up", node.up(),
          "height", height(node));
    }

    private static @Nullable Long height(NodeStatus node) {
      OptionalLong height = node.height();
      return height.isPresent() ? height.getAsLong() : null;
    }
  }
}
