package dev.loulan.journal.sqlite;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.sqlite.util.OSInfo;

/**
 * Starts {@link Seller} in a process of its own, quickly: its classes come from an archive that the
 * first one leaves behind, and the native library lies unpacked, so that none is left over by those
 * that are killed. {@code -Dloulan.kill.program=FILE} names a native program of it instead.
 */
final class ChildJvm {
  private static final String LIBRARY = "libsqlitejdbc.so";

  private final Path folder;
  private final List<String> command;

  ChildJvm(Path folder) throws IOException {
    this.folder = folder;
    String inside = "/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS();
    try (InputStream from = ChildJvm.class.getResourceAsStream(inside + "/" + LIBRARY)) {
      Files.copy(Objects.requireNonNull(from, inside), folder.resolve(LIBRARY));
    }
    List<String> library =
        List.of("-Dorg.sqlite.lib.path=" + folder, "-Dorg.sqlite.lib.name=" + LIBRARY);
    String program = System.getProperty("loulan.kill.program");
    if (program != null) {
      this.command = List.of(program, library.get(0), library.get(1));
      return;
    }
    this.command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xshare:auto",
            "-XX:SharedArchiveFile=" + folder.resolve("classes.jsa"),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            library.get(0),
            library.get(1),
            "-Xlog:disable",
            "-cp",
            jars(),
            Seller.class.getName());
    archiveClasses();
  }

  /** A process that sells; what it says comes on its standard output. */
  Process sell(List<String> before, Path file, String run, int threads, int sales)
      throws IOException {
    return start(before, file, run, threads, sales, false);
  }

  /** A process that sells in rounds, in each of which all callers wait for one another. */
  Process sellTogether(List<String> before, Path file, String run, int callers, int rounds)
      throws IOException {
    return start(before, file, run, callers, rounds, true);
  }

  private Process start(
      List<String> before, Path file, String run, int threads, int sales, boolean together)
      throws IOException {
    List<String> whole = new ArrayList<>(before);
    whole.addAll(command);
    whole.addAll(
        List.of(
            file.toString(),
            run,
            Integer.toString(threads),
            Integer.toString(sales),
            Boolean.toString(together)));
    return new ProcessBuilder(whole).redirectError(folder.resolve("err").toFile()).start();
  }

  /** What the last process said on its standard error. */
  String errorText() {
    try {
      return Files.readString(folder.resolve("err"));
    } catch (IOException e) {
      return "no standard error: " + e;
    }
  }

  /** The class path with its folders as jars: an archive of classes takes nothing else. */
  private String jars() throws IOException {
    List<String> jars = new ArrayList<>();
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : path.split(File.pathSeparator, -1)) {
      Path of = Path.of(entry);
      jars.add(Files.isDirectory(of) ? jar(of, jars.size()).toString() : entry);
    }
    return String.join(File.pathSeparator, jars);
  }

  private Path jar(Path classes, int number) throws IOException {
    Path jar = folder.resolve(number + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return jar;
  }

  private void archiveClasses() throws IOException {
    List<String> whole = new ArrayList<>(command);
    whole.replaceAll(a -> a.replace("-XX:SharedArchiveFile", "-XX:ArchiveClassesAtExit"));
    Path file = Files.createDirectory(folder.resolve("archive")).resolve("journal.sqlite");
    whole.addAll(List.of(file.toString(), "archive", "2", "2", "false"));
    Process process =
        new ProcessBuilder(whole)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts a test", e);
    }
  }
}
