package dev.loulan.cli.explain;

import dev.loulan.cli.journal.JournalWord;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.inference.picture.SessionPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells and draws how a sale was read from the shelf. */
@Command(name = "explain", mixinStandardHelpOptions = true)
public final class ExplainWord implements Callable<Integer> {
  @Parameters(paramLabel = "SALE", descriptionKey = "explain.sale")
  private String sale;

  @Option(
      names = "--journal",
      required = true,
      paramLabel = "FILE",
      descriptionKey = "explain.journal")
  private Path journal;

  @Option(names = "--out", paramLabel = "FILE", descriptionKey = "explain.out")
  private @Nullable Path out;

  @Mixin private Output output;

  @Override
  public Integer call() {
    return JournalWord.reading(
        journal,
        file -> {
          Story story =
              Story.find(file, journal, sale)
                  .orElseThrow(() -> Failure.usage("explain.none", journal, sale));
          StoryText text = new StoryText(story);
          text.sentences().forEach(output::line);
          Path picture = out == null ? Path.of("explain-" + sale + ".svg") : out;
          String svg =
              SessionPicture.svg(text.title(), story.curves(), text.marks(), text.verdict());
          try {
            Files.writeString(picture, svg);
          } catch (IOException e) {
            throw Failure.failed("explain.notWritten", picture);
          }
          output.line(Messages.text("explain.picture", picture));
          output.result(text.json(picture));
          return 0;
        });
  }
}
