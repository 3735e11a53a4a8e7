package dev.loulan.benchmarks.footprint;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What an integrator would put on the controller otherwise, and how little a Java program can be.
 */
final class Peers {
  private static final String NODE_RED = "node-red@4.0.9";

  private Peers() {}

  /** A Java program that says that it is ready and waits, on the JVM with the agent's options. */
  static List<String> minimalJava(Path folder) throws IOException {
    Path source = folder.resolve("Minimal.java");
    Files.writeString(
        source,
        """
        public class Minimal {
          public static void main(String[] args) throws Exception {
            System.out.println("ready");
            Thread.sleep(Long.MAX_VALUE);
          }
        }
        """);
    int code =
        javax.tools.ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), source.toString());
    if (code != 0) {
      throw new IOException("The minimal Java program was not compiled");
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(java, "-XX:+UseSerialGC", "-Xmx64m", "-cp", folder.toString(), "Minimal");
  }

  /** The smallest Quarkus application, built natively by the launcher; empty without a builder. */
  static Optional<List<String>> bareQuarkus() {
    return bare("LOULAN_BARE_QUARKUS");
  }

  /** The same, built with the options by which the agent is made small. */
  static Optional<List<String>> bareQuarkusWithOurOptions() {
    return bare("LOULAN_BARE_QUARKUS_SMALL");
  }

  private static Optional<List<String>> bare(String variable) {
    String program = System.getenv(variable);
    return program == null || program.isEmpty()
        ? Optional.empty()
        : Optional.of(List.of(program, "-Xmx64m", "-Dquarkus.http.port=0"));
  }

  /** Node-RED with an empty flow, fetched by npm once; the reason when that does not work. */
  static List<String> nodeRed(Path cache, Path folder, Consumer<String> progress)
      throws IOException, InterruptedException {
    Path red = cache.resolve("node_modules/node-red/red.js");
    if (!Files.exists(red)) {
      progress.accept("Fetching " + NODE_RED);
      Files.createDirectories(cache);
      Process npm =
          new ProcessBuilder(
                  "npm",
                  "install",
                  "--no-audit",
                  "--no-fund",
                  "--ignore-scripts",
                  "--prefix",
                  cache.toString(),
                  NODE_RED)
              .redirectErrorStream(true)
              .redirectOutput(cache.resolve("npm.log").toFile())
              .start();
      if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        npm.destroyForcibly();
        throw new IOException(
            "npm did not install " + NODE_RED + "; see " + cache.resolve("npm.log"));
      }
    }
    Path user = Files.createDirectories(folder.resolve("node-red"));
    Files.writeString(user.resolve("flows.json"), "[]");
    return List.of(
        "node",
        red.toString(),
        "--userDir",
        user.toString(),
        "--port",
        Integer.toString(freePort()),
        user.resolve("flows.json").toString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
