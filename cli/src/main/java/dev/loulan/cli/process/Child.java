package dev.loulan.cli.process;

import dev.loulan.cli.output.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that this process started. It says {@code ready ...} on its standard output when it
 * serves; its standard error goes to a log file.
 */
public final class Child implements AutoCloseable {
  private static final long STOP_SECONDS = 10;

  // A pipe from this process stays open as long as this process lives, however it ends. The watcher
  // waits for its end and stops the program then. It ignores Ctrl-C, which is for the starter.
  private static final String WATCHED =
      """
      trap '' INT
      exec 3<&0
      log=$1
      shift
      sh -c 'echo $$; exec "$@"' sh "$@" </dev/null 2>>"$log" 3<&- &
      child=$!
      (
        while read -r _ <&3; do :; done
        kill "$child" 2>/dev/null
        i=0
        while [ $i -lt 80 ] && kill -0 "$child" 2>/dev/null; do sleep 0.1; i=$((i + 1)); done
        kill -9 "$child" 2>/dev/null
      ) >/dev/null 2>&1 &
      guard=$!
      exec >/dev/null 3<&-
      wait "$child"
      code=$?
      kill "$guard" 2>/dev/null
      exit $code
      """;

  private final String name;
  private final Process watcher;
  private final ProcessHandle program;
  private final BufferedReader out;
  private final Path log;

  private Child(String name, Process watcher, ProcessHandle program, BufferedReader out, Path log) {
    this.name = name;
    this.watcher = watcher;
    this.program = program;
    this.out = out;
    this.log = log;
  }

  /** Starts a program; returns as soon as it has a process id. */
  public static Child start(String name, List<String> command, Path log) {
    List<String> watched =
        new ArrayList<>(List.of("/bin/sh", "-c", WATCHED, "loulan-" + name, log.toString()));
    watched.addAll(command);
    try {
      Process watcher =
          new ProcessBuilder(watched).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      BufferedReader out = watcher.inputReader(StandardCharsets.UTF_8);
      String pid = out.readLine();
      ProcessHandle program =
          ProcessHandle.of(pid == null ? 0 : Long.parseLong(pid, 10)).orElse(watcher.toHandle());
      return new Child(name, watcher, program, out, log);
    } catch (IOException | NumberFormatException e) {
      throw Failure.failed("child.notStarted", name, log);
    }
  }

  public long pid() {
    return program.pid();
  }

  public boolean isAlive() {
    return program.isAlive();
  }

  /**
   * Waits for the ready line and returns it. What the program says later goes to its log.
   *
   * @throws Failure when the program ends before, with what it said last and its exit code
   */
  public String awaitReady(long timeoutSeconds) {
    java.util.concurrent.CompletableFuture<String> ready =
        new java.util.concurrent.CompletableFuture<>();
    Thread.ofVirtual().name("out-of-" + name).start(() -> read(ready));
    try {
      String line = ready.get(timeoutSeconds, TimeUnit.SECONDS);
      if (!line.isEmpty()) {
        return line;
      }
      throw ended();
    } catch (TimeoutException | ExecutionException e) {
      throw Failure.failed("child.notReady", name, timeoutSeconds, log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted");
    }
  }

  private void read(java.util.concurrent.CompletableFuture<String> ready) {
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (!ready.isDone() && line.startsWith("ready")) {
          ready.complete(line);
        } else {
          Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
      }
    } catch (IOException e) {
      // The pipe ends with the program.
    }
    ready.complete("");
  }

  private Failure ended() throws InterruptedException {
    watcher.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    int code = watcher.isAlive() ? 1 : watcher.exitValue();
    String last = lastLine();
    return code == Failure.MACHINE
        ? Failure.machine("child.ended", name, last, log)
        : Failure.failed("child.ended", name, last, log);
  }

  private String lastLine() {
    try {
      List<String> lines = Files.readAllLines(log).stream().filter(l -> !l.isBlank()).toList();
      return lines.isEmpty() ? "" : lines.getLast();
    } catch (IOException e) {
      return "";
    }
  }

  /** Ends the program as a power cut would, with SIGKILL, and waits until it is gone. */
  public void kill() throws InterruptedException {
    program.destroyForcibly();
    while (program.isAlive()) {
      Thread.sleep(1);
    }
    watcher.waitFor();
  }

  /** Stops the program and waits until it is gone. */
  @Override
  public void close() {
    program.destroy();
    try {
      if (!watcher.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        program.destroyForcibly();
        watcher.waitFor(2, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      program.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    watcher.destroy();
  }
}
