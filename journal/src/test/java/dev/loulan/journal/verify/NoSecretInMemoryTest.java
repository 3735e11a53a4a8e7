package dev.loulan.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.Journal;
import dev.loulan.journal.Samples;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.key.SecretKeyText;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verifier that lies beside the secret key's file never takes it into its memory. */
class NoSecretInMemoryTest {

  @TempDir Path folder;

  @Test
  void the_memory_of_a_verifier_holds_no_private_key() throws Exception {
    byte[] seed = new byte[32];
    new SplittableRandom(20261127).nextBytes(seed);
    Path journal = write(seed);
    String hex = HexFormat.of().formatHex(seed);
    Path clean = verify(journal, "clean.hprof");
    assertThat(holds(clean, seed)).isFalse();
    assertThat(holds(clean, hex.getBytes(StandardCharsets.US_ASCII))).isFalse();
    Path dirty = verify(journal, "dirty.hprof", hex);
    assertThat(holds(dirty, seed)).as("the search finds a seed that is there").isTrue();
  }

  private Path write(byte[] seed) throws IOException {
    Path journal = folder.resolve("journal.sqlite");
    Ed25519Signer signer = Ed25519Signer.fromSeed(seed);
    try (SqliteJournalStore store = SqliteJournalStore.open(journal);
        Journal log =
            Journal.open(
                store,
                signer,
                Samples.ids(1),
                Samples.DEVICE,
                Journal.continueOrBegin(store, Samples.ids(1)),
                Samples.stamp(0))) {
      Samples.sell(log, 1, 100);
    }
    Files.writeString(folder.resolve("journal-secret.key"), SecretKeyText.open(seed));
    Files.writeString(
        folder.resolve("journal.key"),
        LogName.key(Samples.DEVICE, signer.publicKey()).encode() + "\n");
    return journal;
  }

  private Path verify(Path journal, String dump, String... held) throws Exception {
    Path to = folder.resolve(dump);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                VerifyDrill.class.getName(),
                journal.toString(),
                to.toString()));
    command.addAll(List.of(held));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    assertThat(out).contains("true true " + (held.length > 0));
    return to;
  }

  private static boolean holds(Path file, byte[] wanted) throws IOException {
    byte[] all = Files.readAllBytes(file);
    for (int at = 0; at + wanted.length <= all.length; at++) {
      int same = 0;
      while (same < wanted.length && all[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
