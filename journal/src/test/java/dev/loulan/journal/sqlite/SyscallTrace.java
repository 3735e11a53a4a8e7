package dev.loulan.journal.sqlite;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.needs.Needs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process asked of a journal's files, in order, as {@code strace} saw it: writes with their
 * bytes, truncations, syncs, removals, and the lines it printed.
 */
final class SyscallTrace {

  /** One system call that changed something or said something. */
  sealed interface Call {
    record Write(String file, long offset, Bytes bytes) implements Call {}

    record Truncate(String file, long length) implements Call {}

    /** Of a file, or of the folder itself when the name is empty. */
    record Sync(String file) implements Call {}

    record Unlink(String file) implements Call {}

    /** A line on standard output. */
    record Said(String line) implements Call {}
  }

  private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
  private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. (\\w+) resumed>(.*)");
  private static final Pattern PATH =
      Pattern.compile("^\\w+\\(\\d+<((?:\\\\x..)+)(?:\\(deleted\\))?");
  private static final Pattern WRITE =
      Pattern.compile("pwrite64\\(\\d+<([^>]*)>, \"([^\"]*)\", (\\d+), (\\d+)\\) += (\\d+)");
  private static final Pattern SAID =
      Pattern.compile("write\\(1<[^>]*>, \"([^\"]*)\", \\d+\\) += \\d+");
  private static final Pattern TRUNCATE =
      Pattern.compile("ftruncate\\(\\d+<([^>]*)>, (\\d+)\\) += 0");
  private static final Pattern SYNC = Pattern.compile("f(?:data)?sync\\(\\d+<([^>]*)>\\) += 0");
  private static final Pattern UNLINK = Pattern.compile("unlink\\(\"([^\"]*)\"\\) += 0");

  private SyscallTrace() {}

  /** Goes on only where the tracer is. */
  static void need() {
    var _ = Needs.program("strace", "strace");
  }

  /** What to put before a command to record it. */
  static List<String> recorder(Path trace) {
    return List.of(
        "strace",
        "-f",
        "-qq",
        "-xx",
        "-y",
        "-s",
        "200000",
        "-e",
        "trace=pwrite64,write,ftruncate,fsync,fdatasync,unlink",
        "-e",
        "signal=none",
        "-o",
        trace.toString());
  }

  /** The calls on files in a folder, by the files' names in it. */
  static List<Call> read(Path trace, Path folder) throws IOException {
    Map<String, String> unfinished = new HashMap<>();
    List<Call> calls = new ArrayList<>();
    for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IOException("Not a line of a trace: " + line);
      }
      String thread = parts.group(1);
      String call = parts.group(2);
      Matcher resumed = RESUMED.matcher(call);
      if (call.endsWith(" <unfinished ...>")) {
        unfinished.put(thread, call.substring(0, call.length() - " <unfinished ...>".length()));
      } else {
        // A call counts when it returns: what it did is not promised before.
        String whole = resumed.matches() ? unfinished.remove(thread) + resumed.group(2) : call;
        add(calls, withPlainPath(whole), folder + "/");
      }
    }
    return calls;
  }

  private static void add(List<Call> calls, String call, String folder) {
    Matcher write = WRITE.matcher(call);
    Matcher said = SAID.matcher(call);
    Matcher truncate = TRUNCATE.matcher(call);
    Matcher sync = SYNC.matcher(call);
    Matcher unlink = UNLINK.matcher(call);
    if (write.matches() && inside(write.group(1), folder)) {
      byte[] bytes = unhex(write.group(2));
      if (bytes.length != Integer.parseInt(write.group(5))) {
        throw new IllegalStateException("A write was cut in the trace: " + bytes.length);
      }
      String file = name(write.group(1), folder);
      calls.add(new Call.Write(file, Long.parseLong(write.group(4)), Bytes.owning(bytes)));
    } else if (said.matches()) {
      new String(unhex(said.group(1)), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("sold ") || line.startsWith("refused "))
          .forEach(line -> calls.add(new Call.Said(line)));
    } else if (truncate.matches() && inside(truncate.group(1), folder)) {
      String file = name(truncate.group(1), folder);
      calls.add(new Call.Truncate(file, Long.parseLong(truncate.group(2))));
    } else if (sync.matches() && inside(sync.group(1) + "/", folder)) {
      calls.add(new Call.Sync(name(sync.group(1) + "/", folder).replace("/", "")));
    } else if (unlink.matches()) {
      String path = new String(unhex(unlink.group(1)), StandardCharsets.UTF_8);
      if (path.startsWith(folder)) {
        calls.add(new Call.Unlink(path.substring(folder.length())));
      }
    }
  }

  private static boolean inside(String path, String folder) {
    return path.startsWith(folder);
  }

  private static String name(String path, String folder) {
    return path.substring(folder.length());
  }

  /** The tracer writes the path of a file as it does strings, and says when it was removed. */
  private static String withPlainPath(String call) {
    Matcher path = PATH.matcher(call);
    return path.find()
        ? call.substring(0, path.start(1))
            + new String(unhex(path.group(1)), StandardCharsets.UTF_8)
            + call.substring(path.end())
        : call;
  }

  private static byte[] unhex(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length() / 4);
    for (int i = 0; i + 3 < escaped.length(); i += 4) {
      bytes.write(
          Character.digit(escaped.charAt(i + 2), 16) * 16
              + Character.digit(escaped.charAt(i + 3), 16));
    }
    return bytes.toByteArray();
  }
}
