package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.verify.Fault;
import dev.loulan.journal.verify.Verification;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The verifier in Python, which shares no code with this project. */
final class OtherVerifier {

  private static final String SCRIPT = "docs/formats/verify/verify_journal.py";

  private OtherVerifier() {}

  /**
   * Runs it and demands the same verdict: soundness, trust, sizes and the first fault.
   *
   * @param options passed on to the script
   */
  static void agrees(
      Path file, VerifierKey key, @Nullable SignedNote from, Verification ours, String... options) {
    CBORObject result = run(file, key, from, options);
    String theirs = result.toString();
    assertThat(result.get("sound").AsBoolean()).as(theirs).isEqualTo(ours.sound());
    if (ours.faults().stream().anyMatch(fault -> fault.code() == Fault.Code.STORE_DAMAGED)) {
      // How far a broken file can be read depends on the version of SQLite.
      return;
    }
    assertThat(result.get("trusted").AsBoolean()).as(theirs).isEqualTo(ours.trusted());
    assertThat(result.get("size").AsInt64Value()).as(theirs).isEqualTo(ours.size());
    if (ours.sound()) {
      assertThat(result.get("entries").AsInt64Value()).isEqualTo(ours.entries());
      assertThat(result.get("root").AsString()).isEqualTo(ours.root().base64());
    } else {
      CBORObject first = result.get("faults").get(0);
      assertThat(first.get("code").AsString() + " " + first.get("entry").AsInt64Value())
          .as("%s, ours: %s", theirs, ours.faults())
          .isEqualTo(ours.faults().getFirst().code() + " " + ours.faults().getFirst().entry());
    }
  }

  private static CBORObject run(
      Path file, VerifierKey key, @Nullable SignedNote from, String... options) {
    try {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Needs.program("python3", "python3").toString(),
                  Needs.project().resolve(SCRIPT).toString()));
      command.addAll(List.of(options));
      command.add(file.toString());
      command.addAll(List.of("--key", text(file, "vkey", key.encode() + "\n")));
      if (from != null) {
        command.addAll(List.of("--from", text(file, "from", from.encode())));
      }
      Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
      String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(python.waitFor()).as(out).isIn(0, 1);
      return CBORObject.FromJSONString(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(Path beside, String name, String content) throws IOException {
    return Files.writeString(beside.resolveSibling(name), content).toString();
  }
}
