package dev.loulan.testkit.broker;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Mosquitto as a child process with a configuration of its own. */
final class MosquittoBroker implements Broker {

  // The broker must not outlive its starter, even when that is killed: it ends when the pipe to its
  // watcher closes, which the system does for the starter in any case.
  private static final String WATCHED =
      """
      "$1" -c "$2" >"$3" 2>&1 &
      child=$!
      echo "$child"
      trap 'kill "$child" 2>/dev/null' TERM INT
      (cat >/dev/null; kill "$child" 2>/dev/null) <&3 &
      wait "$child"
      """;

  private final Process watcher;
  private final ProcessHandle mosquitto;
  private final int port;
  private final Thread atExit;

  private MosquittoBroker(Process watcher, ProcessHandle mosquitto, int port) {
    this.watcher = watcher;
    this.mosquitto = mosquitto;
    this.port = port;
    this.atExit = new Thread(this::end);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** The program, on PATH or where distributions put it. */
  static Optional<Path> find() {
    List<Path> folders = new ArrayList<>();
    String path = System.getenv("PATH");
    if (path != null) {
      for (String folder : path.split(File.pathSeparator, -1)) {
        if (!folder.isEmpty()) {
          folders.add(Path.of(folder));
        }
      }
    }
    folders.add(Path.of("/usr/sbin"));
    folders.add(Path.of("/usr/local/sbin"));
    folders.add(Path.of("/opt/homebrew/sbin"));
    return folders.stream()
        .map(folder -> folder.resolve("mosquitto"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static BrokerException notInstalled() {
    return new BrokerException(BrokerException.Problem.NOT_INSTALLED, "mosquitto.notInstalled");
  }

  static MosquittoBroker start(Path program, Path workDir, int wantedPort)
      throws BrokerException, InterruptedException {
    int port = FreePort.orWanted(wantedPort);
    Path log = workDir.resolve("mosquitto-" + port + ".log");
    try {
      Path configuration = workDir.resolve("mosquitto-" + port + ".conf");
      Files.writeString(configuration, configuration(port));
      ProcessBuilder builder =
          new ProcessBuilder(
              "/bin/sh",
              "-c",
              "exec 3<&0; " + WATCHED,
              "mosquitto-watcher",
              program.toString(),
              configuration.toString(),
              log.toString());
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      Process watcher = builder.start();
      String pid = watcher.inputReader(StandardCharsets.US_ASCII).readLine();
      ProcessHandle mosquitto =
          ProcessHandle.of(Long.parseLong(pid == null ? "0" : pid, 10)).orElse(watcher.toHandle());
      MosquittoBroker broker = new MosquittoBroker(watcher, mosquitto, port);
      broker.awaitReady(log);
      return broker;
    } catch (BrokerException e) {
      throw e;
    } catch (IOException e) {
      throw new BrokerException(
          BrokerException.Problem.DID_NOT_START,
          "mosquitto.notStarted",
          program,
          workDir,
          e.getMessage());
    }
  }

  private static String configuration(int port) {
    return """
    listener %d 127.0.0.1
    allow_anonymous true
    persistence false
    max_queued_messages 100000
    max_inflight_messages 256
    set_tcp_nodelay true
    log_type error
    log_type warning
    log_dest stderr
    """
        .formatted(port);
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    for (int i = 0; i < 500; i++) {
      if (!mosquitto.isAlive()) {
        close();
        throw new BrokerException(
            BrokerException.Problem.DID_NOT_START,
            "mosquitto.ended",
            port,
            Files.readString(log).strip());
      }
      if (FreePort.accepts(port)) {
        return;
      }
      Thread.sleep(10);
    }
    close();
    throw new BrokerException(BrokerException.Problem.DID_NOT_START, "mosquitto.silent", port, log);
  }

  @Override
  public String name() {
    return "mosquitto";
  }

  @Override
  public String uri() {
    return "tcp://127.0.0.1:" + port;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Optional<Long> pid() {
    return Optional.of(mosquitto.pid());
  }

  @Override
  public void kill() {
    mosquitto.destroyForcibly();
    awaitEnd();
    removeHook();
  }

  @Override
  public void close() {
    end();
    removeHook();
  }

  private void end() {
    mosquitto.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!watcher.waitFor(3, TimeUnit.SECONDS)) {
        mosquitto.destroyForcibly();
        watcher.waitFor(2, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      mosquitto.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    watcher.destroy();
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // Shutting down already: the hook runs or has run.
    }
  }
}
