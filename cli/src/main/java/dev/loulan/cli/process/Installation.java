package dev.loulan.cli.process;

import dev.loulan.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the programs of this product are: {@code LOULAN_HOME}, which the launcher sets.
 *
 * @param root folder of the launcher
 */
public record Installation(Path root) {

  /** The installation that started this process. */
  public static Installation find() {
    String home = System.getenv("LOULAN_HOME");
    if (home == null) {
      throw Failure.machine("installation.unknown");
    }
    return new Installation(Path.of(home));
  }

  /** How to run the server with a configuration. */
  public List<String> server(Path config) {
    return application("quarkus-app", 256, config);
  }

  /**
   * How to run the agent with a configuration: on the JVM, or the native program that {@code
   * LOULAN_AGENT} names.
   */
  public List<String> agent(Path config) {
    String program = System.getenv("LOULAN_AGENT");
    return program == null || program.isEmpty()
        ? application("edge-agent", 256, config)
        : List.of(program, "-Xmx64m", "--config", config.toString());
  }

  /** A new folder for a run that nobody named a folder for. */
  public Path newWorkFolder(String word) {
    try {
      Path parent = root.resolve(".loulan").resolve(word);
      Files.createDirectories(parent);
      return Files.createTempDirectory(parent, "run-");
    } catch (IOException e) {
      throw Failure.machine("file.unwritable", root.resolve(".loulan"));
    }
  }

  private List<String> application(String module, int heapMegabytes, Path config) {
    Path jar = root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw Failure.machine("installation.notBuilt", jar);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-XX:+UseSerialGC");
    command.add("-Dstdout.encoding=UTF-8");
    command.add("-Dstderr.encoding=UTF-8");
    command.add("-Duser.language=" + System.getProperty("user.language"));
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.add("-jar");
    command.add(jar.toString());
    command.add("--config");
    command.add(config.toString());
    return command;
  }
}
