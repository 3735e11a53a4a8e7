package dev.loulan.fabric.node;

import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.FabricProblem.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs one program of Fabric to its end. */
public final class Command {
  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();
  private Kind kind = Kind.COMMAND_FAILED;

  private Command(Path folder) {
    this.folder = folder;
  }

  public static Command in(Path folder) {
    return new Command(folder);
  }

  public Command with(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  Command failingAs(Kind failure) {
    kind = failure;
    return this;
  }

  /** What it printed, standard output and error together. */
  public String run(String... command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(List.of(command)).directory(folder.toFile()).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        String last = output.lines().reduce("", (_, line) -> line);
        throw new FabricProblem(kind, Path.of(command[0]).getFileName(), last);
      }
      return output;
    } catch (IOException e) {
      throw new FabricProblem(kind, command[0], String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FabricProblem(kind, command[0], "interrupted");
    }
  }
}
