package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which server a word speaks to, and as whom. */
final class ServerOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:LOULAN_SERVER:-http://127.0.0.1:8080}",
      descriptionKey = "option.server")
  private String address;

  @Option(
      names = "--token",
      paramLabel = "FILE",
      defaultValue = "${env:LOULAN_TOKEN:-server/admin.token}",
      descriptionKey = "option.token")
  private Path token;

  AdminClient connect() {
    try {
      return new AdminClient(address.replaceAll("/+$", ""), Files.readString(token).strip());
    } catch (IOException e) {
      throw Failure.usage("server.noToken", token);
    }
  }
}
