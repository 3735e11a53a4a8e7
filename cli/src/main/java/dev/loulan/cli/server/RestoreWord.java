package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.domain.text.Retelling;
import dev.loulan.sync.backup.Restore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Unpacks a backup into a folder that holds nothing yet; a server is then started on it. */
@Command(name = "restore", mixinStandardHelpOptions = true)
public final class RestoreWord implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", descriptionKey = "restore.file")
  private Path file;

  @Option(names = "--into", paramLabel = "FOLDER", required = true, descriptionKey = "restore.into")
  private Path folder;

  @Mixin private Output output;

  @Override
  public Integer call() {
    if (!Files.isReadable(file)) {
      throw Failure.usage("file.unreadable", file);
    }
    try {
      requireEmpty();
      int files = Restore.into(folder, file).size();
      output.done(Messages.text("restore.done", files, folder));
    } catch (IOException e) {
      throw Failure.failed(
          "restore.failed", file, Retelling.here("STORE", String.valueOf(e.getMessage())));
    }
    return 0;
  }

  private void requireEmpty() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> found = Files.list(folder)) {
      if (found.findAny().isPresent()) {
        throw Failure.usage("restore.notEmpty", folder);
      }
    }
  }
}
