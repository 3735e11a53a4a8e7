package dev.loulan.fabric.node;

import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.FabricProblem.Kind;
import dev.loulan.fabric.Progress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fabric's own programs, v3.1: found in {@code FABRIC_BIN}, on {@code PATH} or in the folder where
 * {@link #install} builds them.
 *
 * @param folder that holds them all
 */
public record Programs(Path folder) {
  private static final List<String> NAMES =
      List.of("peer", "orderer", "osnadmin", "configtxgen", "configtxlator", "cryptogen");

  public Path peer() {
    return folder.resolve("peer");
  }

  public Path orderer() {
    return folder.resolve("orderer");
  }

  public Path configtxgen() {
    return folder.resolve("configtxgen");
  }

  public Path configtxlator() {
    return folder.resolve("configtxlator");
  }

  /**
   * The first folder that has them all.
   *
   * @param built where {@link #install} puts them
   */
  public static Optional<Programs> find(Path built, Map<String, String> environment) {
    List<String> folders = new ArrayList<>();
    folders.add(environment.getOrDefault("FABRIC_BIN", ""));
    folders.add(built.toString());
    folders.addAll(List.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)));
    return folders.stream()
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .filter(Programs::isComplete)
        .map(folder -> new Programs(folder.toAbsolutePath()))
        .findFirst();
  }

  /**
   * As {@link #find}.
   *
   * @throws FabricProblem that says what is missing, when there is no such folder
   */
  public static Programs require(Path built, Map<String, String> environment) {
    return find(built, environment)
        .orElseThrow(() -> new FabricProblem(Kind.PROGRAMS_MISSING, String.join(", ", NAMES)));
  }

  /**
   * Builds them from the pinned Go module; about two minutes.
   *
   * @param module folder with {@code go.mod} and {@code go.sum}, which pin every byte
   * @param built where they go
   */
  public static Programs install(
      Path module, Path built, Map<String, String> environment, Progress progress) {
    Optional<Programs> found = find(built, environment);
    if (found.isPresent()) {
      return found.get();
    }
    Path go =
        onPath("go", environment)
            .orElseThrow(() -> new FabricProblem(Kind.GO_MISSING, String.join(", ", NAMES)));
    progress.begins(Progress.Step.BUILDING, built);
    Path next = built.resolveSibling(built.getFileName() + ".next");
    try {
      Files.createDirectories(next);
      Command.in(module)
          .failingAs(Kind.BUILD_FAILED)
          .run(
              go.toString(),
              "build",
              "-mod=readonly",
              "-buildvcs=false",
              "-trimpath",
              "-ldflags",
              "-s -w",
              "-o",
              next + "/",
              "tool");
      Files.createDirectories(built);
      for (String name : NAMES) {
        Files.move(next.resolve(name), built.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.delete(next);
    } catch (IOException e) {
      throw new FabricProblem(Kind.FILES, built, String.valueOf(e.getMessage()));
    }
    return require(built, environment);
  }

  /** On PATH, or where Go is usually unpacked; {@code LOULAN_GO_PATHS} names other folders. */
  private static Optional<Path> onPath(String name, Map<String, String> environment) {
    List<String> folders =
        new ArrayList<>(
            List.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)));
    folders.addAll(
        List.of(
            environment
                .getOrDefault("LOULAN_GO_PATHS", "/usr/local/go/bin")
                .split(File.pathSeparator, -1)));
    return folders.stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean isComplete(Path folder) {
    return NAMES.stream().allMatch(name -> Files.isExecutable(folder.resolve(name)));
  }
}
