package dev.loulan.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.word.Pointer;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;
import org.jspecify.annotations.Nullable;

/**
 * Pages of the program's file that only the start of a native program needs: relocations, code, and
 * what the system mapped around them. They are given back; the system maps what is needed after all
 * anew from its cache. A JVM has none. Any thread.
 */
final class StartPages {
  private static final Pattern MAPPING =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S+) \\S+ \\S+ \\S+ *(.*)");
  private static final Pattern WRITTEN = Pattern.compile("(Anonymous|Swap): +[1-9].*");
  private static final Path SELF = Path.of("/proc/self");

  /** Addresses, the second one past the end. */
  record Range(long from, long to) {}

  private StartPages() {}

  /** Gives them back; without effect where the system does not say what is mapped. */
  static void giveBack() {
    if (!"runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"))) {
      return;
    }
    try {
      String program = Files.readSymbolicLink(SELF.resolve("exe")).toString();
      for (Range range : unwritten(Files.readAllLines(SELF.resolve("smaps")), program)) {
        var _ = CLibrary.forget(range);
      }
    } catch (IOException e) {
      // Then they stay.
    }
  }

  /**
   * Where a program's file is mapped that cannot be written to and was not: a page that was, such
   * as one with relocated addresses, would lose what was written.
   *
   * @param smaps the lines of {@code /proc/PID/smaps}
   */
  static List<Range> unwritten(List<String> smaps, String program) {
    List<Range> found = new ArrayList<>();
    @Nullable Range last = null;
    for (String line : smaps) {
      Matcher mapping = MAPPING.matcher(line);
      if (mapping.matches()) {
        add(found, last);
        boolean counts = mapping.group(4).equals(program) && !mapping.group(3).contains("w");
        last = counts ? new Range(address(mapping, 1), address(mapping, 2)) : null;
      } else if (WRITTEN.matcher(line).matches()) {
        last = null;
      }
    }
    add(found, last);
    return found;
  }

  private static void add(List<Range> found, @Nullable Range range) {
    if (range != null) {
      found.add(range);
    }
  }

  private static long address(Matcher mapping, int group) {
    return Long.parseUnsignedLong(mapping.group(group), 16);
  }

  /** Only a native program loads it. */
  private static final class CLibrary {
    private static final int DONTNEED = 4;

    static int forget(Range range) {
      return madvise(
          WordFactory.pointer(range.from), WordFactory.unsigned(range.to - range.from), DONTNEED);
    }

    @CFunction(transition = CFunction.Transition.NO_TRANSITION)
    private static native int madvise(Pointer address, UnsignedWord length, int advice);
  }
}
