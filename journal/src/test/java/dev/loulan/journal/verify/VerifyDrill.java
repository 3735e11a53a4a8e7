package dev.loulan.journal.verify;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.sqlite.JournalFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** A program that verifies a journal and then writes its own memory to a file. */
public final class VerifyDrill {
  private VerifyDrill() {}

  /** Journal, dump, and to see that the search works a seed to hold in memory. */
  public static void main(String... args) throws Exception {
    Path file = Path.of(args[0]);
    VerifierKey key = VerifierKey.parse(Files.readString(file.resolveSibling("journal.key")));
    Verification found = new JournalFile(file).verify(new Expectation(key, null, _ -> {}));
    Ed25519Signer held =
        args.length > 2 ? Ed25519Signer.fromSeed(HexFormat.of().parseHex(args[2])) : null;
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(args[1], false);
    System.out.println(found.sound() + " " + found.trusted() + " " + (held != null));
  }
}
