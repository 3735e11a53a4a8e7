package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes consistent copies of all that a running server keeps into one archive. */
@Command(name = "backup", mixinStandardHelpOptions = true)
public final class BackupWord extends ServerWord {
  @Parameters(paramLabel = "FILE", descriptionKey = "backup.file")
  private Path file;

  @Option(names = "--keys", descriptionKey = "backup.keys")
  private boolean keys;

  @Override
  void check() {
    if (Files.exists(file)) {
      throw Failure.usage("backup.exists", file);
    }
  }

  @Override
  void with(AdminClient client) {
    long bytes = client.download("/backup" + (keys ? "?keys=true" : ""), file);
    if (!keys) {
      output().warning(Messages.text("backup.noKeys"));
    }
    output().done(Messages.text("backup.written", file, bytes));
  }
}
