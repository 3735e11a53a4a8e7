package dev.loulan.acceptance.words;

import dev.loulan.needs.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A tree with the launcher and the project's poms, and one source in each module. */
record LauncherTree(Path root) {
  private static final List<String> MODULES =
      List.of(
          "domain",
          "journal",
          "inference",
          "shelf-firmware-bridge",
          "provisioning",
          "edge-agent",
          "contract",
          "chaincode",
          "sync-service",
          "clearing",
          "testkit",
          "fabric",
          "quarkus-app",
          "cli",
          "benchmarks",
          "simulation",
          "acceptance",
          "browser-tests");

  static LauncherTree copy(Path to) throws IOException {
    LauncherTree tree = new LauncherTree(to);
    for (String file :
        List.of(
            "loulan",
            "pom.xml",
            ".mvn/jvm.config",
            "deploy/native.sh",
            "deploy/agent/ThirdParty.java")) {
      tree.copyOf(file);
    }
    for (String module : MODULES) {
      tree.copyOf(module + "/pom.xml");
      tree.write(module + "/src/main/java/Some.java", "class Some {}");
    }
    return tree;
  }

  /** Writes a program that stands for one of the machine's. */
  static void program(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  Path launcher() {
    return file("loulan");
  }

  Path file(String name) {
    return root.resolve(name);
  }

  void write(String name, String text) throws IOException {
    Path target = file(name);
    Files.createDirectories(target.getParent());
    Files.writeString(target, text);
  }

  private void copyOf(String name) throws IOException {
    Path target = file(name);
    Files.createDirectories(target.getParent());
    Files.copy(Needs.project().resolve(name), target);
  }
}
