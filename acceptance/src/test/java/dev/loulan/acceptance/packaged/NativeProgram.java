package dev.loulan.acceptance.packaged;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.loulan.acceptance.words.Loulan;
import dev.loulan.acceptance.words.Outcome;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the native agents are that {@code ./loulan native} built from the sources of now. */
final class NativeProgram {
  private NativeProgram() {}

  static String forThisMachine() {
    return isArm() ? forArm64() : built("linux-amd64");
  }

  /**
   * The arm64 program, or a script that runs it in the emulator that {@code QEMU_AARCH64} names;
   * where that finds the program's libraries is told by {@code QEMU_LD_PREFIX}.
   */
  static String forArm64() {
    String program = built("linux-aarch64");
    if (isArm()) {
      return program;
    }
    String emulator = System.getenv("QEMU_AARCH64");
    Needs.that(emulator != null, "QEMU_AARCH64 names no emulator that could run the arm64 agent");
    return script("exec \"" + emulator + "\" \"" + program + "\" \"$@\"");
  }

  private static String built(String target) {
    assumeFalse("quick".equals(System.getProperty("loulan.test")), "native agents: not in --quick");
    Outcome where = Loulan.word("native", "--where", "--target", target).run();
    Needs.that(where.exitCode() == 0, where.err().strip());
    return where.out().strip();
  }

  private static String script(String line) {
    try {
      Path script = Files.createTempFile("loulan-arm64-", ".sh");
      Files.writeString(script, "#!/bin/sh\n" + line + "\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
      script.toFile().deleteOnExit();
      return script.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isArm() {
    return "aarch64".equals(System.getProperty("os.arch"));
  }
}
