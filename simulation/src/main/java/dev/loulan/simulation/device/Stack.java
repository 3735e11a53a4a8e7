package dev.loulan.simulation.device;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What an unexpected failure was, and where, in one line. */
public final class Stack {
  private Stack() {}

  public static String of(Throwable e) {
    return e
        + Arrays.stream(e.getStackTrace())
            .filter(at -> at.getClassName().startsWith("dev.loulan"))
            .limit(5)
            .map(at -> at.getFileName() + ":" + at.getLineNumber())
            .collect(Collectors.joining(" < ", " at ", ""));
  }
}
