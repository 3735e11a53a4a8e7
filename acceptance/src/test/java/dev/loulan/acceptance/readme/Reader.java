package dev.loulan.acceptance.readme;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Somebody who types the README's commands in a folder with the launcher and a copy of the
 * examples.
 *
 * <p>Only port numbers differ from the text, so that nothing on the machine is in the way: they are
 * replaced in the commands and, after each command, in the settings files. Closing stops everything
 * that was started.
 */
final class Reader implements AutoCloseable {
  private static final List<String> PORTS = List.of("8080", "8443", "1883", "7411");

  private final Path folder;
  private final Map<String, String> ports = new HashMap<>();
  private final List<Process> running = new ArrayList<>();

  Reader(Path root, Path folder) throws IOException {
    this.folder = folder;
    Files.createSymbolicLink(folder.resolve("loulan"), root.resolve("loulan"));
    copy(root.resolve("examples"), folder.resolve("examples"));
    List<ServerSocket> held = new ArrayList<>();
    for (String port : PORTS) {
      ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      held.add(free);
      ports.put(port, String.valueOf(free.getLocalPort()));
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    replacePorts();
  }

  /** Where the server of the README's port answers. */
  String server() {
    return "http://127.0.0.1:" + ports.get("8080");
  }

  /** Types one command; one that ends in {@code &} stays, any other must end well. */
  void types(String command) throws IOException, InterruptedException {
    boolean stays = command.endsWith("&");
    String line = stays ? command.substring(0, command.length() - 1).strip() : command;
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", "exec " + withPorts(line))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("said").toFile()));
    builder.environment().put("LOULAN_SERVER", server());
    builder.environment().put("LOULAN_BUILT", "1");
    builder.environment().remove("LOULAN_TOKEN");
    Process process = builder.start();
    if (stays) {
      running.add(process);
      return;
    }
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end; so far:\n" + said());
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(command + " ended with " + process.exitValue() + ":\n" + said());
    }
    replacePorts();
  }

  /** All that the commands have printed. */
  String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  boolean allStillRun() {
    return running.stream().allMatch(Process::isAlive);
  }

  private String withPorts(String text) {
    String changed = text;
    for (String port : PORTS) {
      changed = changed.replaceAll("\\b" + port + "\\b", ports.getOrDefault(port, port));
    }
    return changed;
  }

  private void replacePorts() throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".properties")).toList()) {
        // A claim is one long word, in which no port stands alone.
        Files.writeString(file, withPorts(Files.readString(file)));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  @Override
  public void close() {
    running.reversed().forEach(Process::destroy);
    for (Process process : running) {
      try {
        if (process.waitFor(15, TimeUnit.SECONDS)) {
          continue;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      process.destroyForcibly();
    }
  }
}
