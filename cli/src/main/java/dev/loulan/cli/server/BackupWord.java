package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes consistent copies of all that a running server keeps into one archive. */
@Command(name = "backup", mixinStandardHelpOptions = true)
public final class BackupWord implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", descriptionKey = "backup.file")
  private Path file;

  @Option(names = "--keys", descriptionKey = "backup.keys")
  private boolean keys;

  @Mixin private ServerOptions server;
  @Mixin private Output output;

  @Override
  public Integer call() {
    if (Files.exists(file)) {
      throw Failure.usage("backup.exists", file);
    }
    byte[] archive;
    try (AdminClient client = server.connect()) {
      archive = client.download("/backup" + (keys ? "?keys=true" : ""));
    }
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, archive, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw Failure.failed("file.unwritable", file);
    }
    if (!keys) {
      output.warning(Messages.text("backup.noKeys"));
    }
    output.done(Messages.text("backup.written", file, archive.length));
    return 0;
  }
}
