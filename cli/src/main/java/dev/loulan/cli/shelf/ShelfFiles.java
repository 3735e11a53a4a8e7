package dev.loulan.cli.shelf;

import dev.loulan.bridge.recording.Recording;
import dev.loulan.bridge.recording.RecordingException;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.domain.planogram.LoadedPlanogram;
import dev.loulan.domain.planogram.PlanogramDefects;
import dev.loulan.domain.planogram.PlanogramLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Reads {@code products.csv} and {@code planogram.csv}, and says once what is wrong in them. */
public final class ShelfFiles {
  private static final int EXAMPLES = 3;

  private ShelfFiles() {}

  /**
   * Reads the planogram of a folder, or of the folder that a file is in.
   *
   * @throws Failure when a file is missing or its header cannot be read
   */
  public static LoadedPlanogram read(Path fileOrFolder) {
    Path folder =
        Files.isDirectory(fileOrFolder) ? fileOrFolder : fileOrFolder.toAbsolutePath().getParent();
    try {
      return Recording.planogramOf(folder == null ? fileOrFolder : folder, "1");
    } catch (RecordingException e) {
      throw Failure.of(Failure.USAGE, e);
    }
  }

  /** A shelf of which nothing is known. */
  public static LoadedPlanogram none() {
    return PlanogramLoader.load("none", List.of(), List.of(), Set.of());
  }

  /** Says each kind of defect once, with its count and some examples. */
  public static void sayDefects(PlanogramDefects defects, Output output) {
    defects
        .found()
        .forEach((kind, cases) ->
            output.warning(Messages.text("planogram." + kind, cases.size(), examples(cases))));
  }

  private static String examples(List<String> cases) {
    String some = String.join(", ", cases.subList(0, Math.min(EXAMPLES, cases.size())));
    return cases.size() > EXAMPLES ? some + " …" : some;
  }
}
