package dev.loulan.cli.fabric;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.process.Installation;
import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.Progress;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.network.Network;
import dev.loulan.fabric.node.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which network a word is about. */
final class NetworkOptions {
  @Option(names = "--folder", paramLabel = "FOLDER", descriptionKey = "fabric.folder")
  private @Nullable Path folder;

  Path folder() {
    return folder == null
        ? Installation.find().root().resolve(".loulan/fabric/network")
        : folder.toAbsolutePath();
  }

  /** Where {@code install} puts Fabric's programs. */
  static Path built() {
    return Installation.find().root().resolve(".loulan/fabric/bin");
  }

  /** The module that pins them. */
  static Path module() {
    return Installation.find().root().resolve("deploy/fabric/tools");
  }

  /** The network of the folder. */
  Network network(Output output) {
    return network(Layout.read(folder()), output);
  }

  Network network(Layout layout, Output output) {
    return new Network(
        layout,
        Programs.require(built(), System.getenv()),
        chaincode(Installation.find().root()),
        progress(output));
  }

  static Progress progress(Output output) {
    return (step, values) ->
        output.progress(
            Messages.text("fabric.step." + step.name().toLowerCase(Locale.ROOT), values));
  }

  /** Does something, and says in a sentence what kept it from being done. */
  static <T> T saying(Supplier<T> work) {
    try {
      return work.get();
    } catch (FabricProblem e) {
      String key = "fabric.problem." + e.kind().name().toLowerCase(Locale.ROOT);
      throw switch (e.kind()) {
        case PROGRAMS_MISSING, GO_MISSING, PORT_TAKEN, FILES -> Failure.machine(key, e.values());
        case BUILD_FAILED, NODE_FAILED, COMMAND_FAILED -> Failure.failed(key, e.values());
        case NO_NETWORK, UNKNOWN_NAME, BAD_NAME, NAME_TAKEN -> Failure.usage(key, e.values());
      };
    }
  }

  /** How to start a chaincode server; its settings file is added. */
  private static List<String> chaincode(Path root) {
    Path jar = root.resolve("chaincode/target/loulan-chaincode.jar");
    if (!Files.exists(jar)) {
      throw Failure.machine("installation.notBuilt", jar);
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-jar",
        jar.toString());
  }
}
