package dev.loulan.cli.output;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a word shows its result. With {@code --json} that is one object on standard output and
 * nothing else; progress goes to standard error in any case.
 */
public final class Output {
  @Option(names = "--json", descriptionKey = "option.json")
  private boolean json;

  private final List<String> warnings = new ArrayList<>();

  public boolean isJson() {
    return json;
  }

  /** A line of the result, for people only. */
  public void line(String text) {
    if (!json) {
      System.out.println(text);
    }
  }

  /** A line of progress. */
  public void progress(String text) {
    System.err.println(text);
  }

  /** Something that a person should know, and that does not stop the word. */
  public void warning(String text) {
    warnings.add(text);
    System.err.println(text);
  }

  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** The result as JSON, when that was asked for. */
  public void result(@Nullable Object value) {
    if (json) {
      System.out.println(JsonText.of(value));
    }
  }

  /** The result of a word that does something: what it did, and the warnings. */
  public void done(String... sentences) {
    for (String sentence : sentences) {
      line(sentence);
    }
    result(JsonText.object("done", List.of(sentences), "warnings", warnings()));
  }
}
