package dev.loulan.acceptance.words;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A word of the command line, run as a process of its own from the project's folder.
 *
 * <pre>{@code
 * JsonNode found = Loulan.word("journal", "verify", file, "--json").run().exits(0).json();
 * }</pre>
 *
 * <p>It runs what is built and never builds. One thread.
 */
public final class Loulan {
  private static final long DEADLINE_SECONDS = 150;

  private final Path launcher;
  private final List<String> words;
  private final Map<String, String> set = new TreeMap<>();
  private final List<String> unset = new ArrayList<>(List.of("LC_ALL", "LC_MESSAGES", "LC_CTYPE"));

  private ProcessBuilder.Redirect input = ProcessBuilder.Redirect.from(new File("/dev/null"));

  private Loulan(Path launcher, List<String> words) {
    this.launcher = launcher;
    this.words = words;
    set.put("LANG", "en_US.UTF-8");
    set.put("LOULAN_BUILT", "1");
  }

  public static Loulan word(Object... words) {
    return at(BuiltPrograms.launcher(), words);
  }

  /** Runs another copy of the launcher. */
  public static Loulan at(Path launcher, Object... words) {
    return new Loulan(launcher, Arrays.stream(words).map(Object::toString).toList());
  }

  public Loulan with(String variable, Object value) {
    set.put(variable, value.toString());
    return this;
  }

  public Loulan without(String... variables) {
    unset.addAll(List.of(variables));
    for (String variable : variables) {
      set.remove(variable);
    }
    return this;
  }

  /** Gives it a file as standard input. */
  Loulan reading(Path file) {
    input = ProcessBuilder.Redirect.from(file.toFile());
    return this;
  }

  /** Lets a test type while it runs. */
  public Loulan typedTo() {
    input = ProcessBuilder.Redirect.PIPE;
    return this;
  }

  public Loulan inChinese() {
    return with("LANG", "zh_CN.UTF-8");
  }

  /** Runs it to its end. */
  public Outcome run() {
    try (Running running = start()) {
      return running.await(DEADLINE_SECONDS);
    }
  }

  /** Starts it; closing stops it and what it started. */
  public Running start() {
    try {
      Path out = Files.createTempFile("loulan-", ".out");
      Path err = Files.createTempFile("loulan-", ".err");
      List<String> command = new ArrayList<>(List.of(launcher.toString()));
      command.addAll(words);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(new File(launcher.toString()).getAbsoluteFile().getParentFile())
              .redirectInput(input)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      unset.forEach(builder.environment()::remove);
      builder.environment().putAll(set);
      return new Running(words, builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A word that runs. */
  public record Running(List<String> words, Process process, Path out, Path err)
      implements AutoCloseable {

    /** Waits for its end. */
    public Outcome await(long seconds) {
      try {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
          throw new AssertionError(words + " did not end in " + seconds + " s; it said " + said());
        }
      } catch (InterruptedException e) {
        throw new AssertionError("Interrupted while " + words + " ran", e);
      }
      return new Outcome(words, process.exitValue(), text(out), text(err));
    }

    /** Waits for a line that begins with something, on either output. */
    public String awaitLine(String beginning, long seconds) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (System.nanoTime() < end) {
        for (String line : said().lines().toList()) {
          if (line.startsWith(beginning)) {
            return line;
          }
        }
        if (!process.isAlive()) {
          break;
        }
        Thread.sleep(50);
      }
      throw new AssertionError(words + " never said " + beginning + " but " + said());
    }

    /** Types a line. */
    public void type(String line) throws IOException {
      OutputStream to = process.getOutputStream();
      to.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      to.flush();
    }

    public String said() {
      return text(out) + text(err);
    }

    private static String text(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Ends it and what it started as a power cut would. */
    public void kill() {
      List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
      all.add(process.toHandle());
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(each -> each.onExit().join());
    }

    @Override
    public void close() {
      List<ProcessHandle> below = process.descendants().toList();
      process.destroy();
      try {
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
        below.forEach(ProcessHandle::destroyForcibly);
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new AssertionError("Interrupted while stopping " + words, e);
      }
    }
  }
}
