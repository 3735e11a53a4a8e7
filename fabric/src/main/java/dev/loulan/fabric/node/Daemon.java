package dev.loulan.fabric.node;

import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.FabricProblem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that outlives its launcher. Its id and the moment of its start are kept in a file, so
 * that a later launcher ends this one and never another that got the same id.
 *
 * @param name for people
 * @param folder holds {@code pid} and {@code log}
 */
public record Daemon(String name, Path folder) {
  private static final long STOP_SECONDS = 15;
  private static final String PID = "pid";

  /** A node's folder, the chaincode server's in it. */
  private static final int MOST_FOLDERS = 2;

  /** All that were ever started in folders below this one. */
  public static List<Daemon> under(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.walk(folder, MOST_FOLDERS)) {
      return folders
          .filter(each -> Files.exists(each.resolve(PID)))
          .map(each -> new Daemon(String.valueOf(each.getFileName()), each))
          .toList();
    } catch (IOException e) {
      throw new FabricProblem(Kind.FILES, folder, String.valueOf(e.getMessage()));
    }
  }

  /** Starts the program, unless it runs. */
  public void start(List<String> command, Map<String, String> environment) {
    if (process().isPresent()) {
      return;
    }
    try {
      Files.createDirectories(folder);
      List<String> whole = new ArrayList<>();
      // A session of its own: what ends the launcher's terminal does not end it.
      Path setsid = Path.of("/usr/bin/setsid");
      if (Files.isExecutable(setsid)) {
        whole.add(setsid.toString());
      }
      whole.addAll(command);
      ProcessBuilder builder =
          new ProcessBuilder(whole)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.environment().putAll(environment);
      Process process = builder.start();
      Files.writeString(pidFile(), process.pid() + " " + started(process.toHandle()));
    } catch (IOException e) {
      throw new FabricProblem(Kind.NODE_FAILED, name, String.valueOf(e.getMessage()));
    }
  }

  public Path log() {
    return folder.resolve("log");
  }

  public boolean isUp() {
    return process().isPresent();
  }

  /** The process, when it runs. */
  public Optional<ProcessHandle> process() {
    try {
      String[] parts = Files.readString(pidFile()).split(" ", -1);
      if (parts.length != 2) {
        return Optional.empty(); // a power cut tore it, and ended the process
      }
      return ProcessHandle.of(Long.parseLong(parts[0]))
          .filter(ProcessHandle::isAlive)
          .filter(handle -> Long.toString(started(handle)).equals(parts[1]));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Asks it to end, and ends it if it does not; returns when it is gone. */
  public void stop() {
    Optional<ProcessHandle> running = process();
    running.ifPresent(ProcessHandle::destroy);
    running.ifPresent(this::awaitEnd);
  }

  /** Ends it as a power cut would (SIGKILL); returns when it is gone. */
  public void kill() {
    Optional<ProcessHandle> running = process();
    running.ifPresent(ProcessHandle::destroyForcibly);
    running.ifPresent(this::awaitEnd);
  }

  private void awaitEnd(ProcessHandle handle) {
    try {
      handle.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      handle.destroyForcibly();
    }
  }

  /** The last line of its log that is not blank, for a person. */
  public String lastWords() {
    try {
      return Files.readString(log()).lines().filter(l -> !l.isBlank()).reduce("", (_, l) -> l);
    } catch (IOException e) {
      return "";
    }
  }

  private static long started(ProcessHandle handle) {
    return handle.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }

  private Path pidFile() {
    return folder.resolve(PID);
  }
}
