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
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Xmx256m");
    command.add("-XX:+UseSerialGC");
    command.add("-Dstdout.encoding=UTF-8");
    command.add("-Dstderr.encoding=UTF-8");
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    return application(command, "quarkus-app", config);
  }

  /**
   * How to run the agent with a configuration: the native program that {@code LOULAN_AGENT} names,
   * which the launcher sets, or on the JVM where that is empty or {@code jvm}.
   */
  public List<String> agent(Path config) {
    String program = System.getenv("LOULAN_AGENT");
    return program == null || program.isEmpty() || program.equals("jvm")
        ? agentOnJvm(config)
        : List.of(program, language(), "--config", config.toString());
  }

  /** How to run the agent on the JVM, small and with its AOT cache. */
  public List<String> agentOnJvm(Path config) {
    Path module = root.resolve("edge-agent");
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("@" + module.resolve("src/main/jvm/agent.options"));
    command.add("-XX:AOTCache=" + module.resolve("target/agent.aot"));
    return application(command, "edge-agent", config);
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

  private List<String> application(List<String> command, String module, Path config) {
    Path jar = root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw Failure.machine("installation.notBuilt", jar);
    }
    command.add(language());
    command.add("-jar");
    command.add(jar.toString());
    command.add("--config");
    command.add(config.toString());
    return command;
  }

  private static String language() {
    return "-Duser.language=" + System.getProperty("user.language");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
