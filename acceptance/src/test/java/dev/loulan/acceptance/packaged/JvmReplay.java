package dev.loulan.acceptance.packaged;

import dev.loulan.acceptance.words.Replay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The journal that the agent on the JVM wrote for the shop's recording, replayed once. */
final class JvmReplay {
  private static final Supplier<Leaves> LEAVES = new Once();

  private JvmReplay() {}

  static Leaves leaves() {
    return LEAVES.get();
  }

  private static final class Once implements Supplier<Leaves> {
    private @Nullable Leaves leaves;

    @Override
    public synchronized Leaves get() {
      Leaves found = leaves;
      if (found == null) {
        try {
          found =
              Leaves.of(
                  Replay.with("jvm", Replay.shop(), Files.createTempDirectory("loulan-jvm-"), 150)
                      .journalFile());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        leaves = found;
      }
      return found;
    }
  }
}
