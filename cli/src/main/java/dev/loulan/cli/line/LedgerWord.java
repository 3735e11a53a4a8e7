package dev.loulan.cli.line;

import dev.loulan.cli.output.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a consortium chain for the server. */
public final class LedgerWord {
  @Option(names = "--fabric", paramLabel = "FILE", descriptionKey = "option.fabric")
  private @Nullable Path file;

  /** How the server reaches the chain; none for the embedded ledger. */
  public Optional<Path> fabric() {
    if (file != null && !Files.isReadable(file)) {
      throw Failure.usage("file.unreadable", file);
    }
    return Optional.ofNullable(file).map(Path::toAbsolutePath);
  }
}
