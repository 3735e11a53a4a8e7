package dev.loulan.cli.journal;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.domain.text.Retelling;
import dev.loulan.journal.checkpoint.NoteFormatException;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Fault;
import dev.loulan.journal.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Recomputes a whole journal and names each entry that is not as it was signed. */
@Command(name = "verify", mixinStandardHelpOptions = true)
final class VerifyWord implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", descriptionKey = "journal.file")
  private Path file;

  @Option(names = "--key", paramLabel = "FILE", descriptionKey = "journal.key")
  private @Nullable Path key;

  @Option(names = "--from", paramLabel = "CHECKPOINT", descriptionKey = "journal.from")
  private @Nullable Path from;

  @Mixin private Output output;

  @Override
  public Integer call() {
    VerifierKey trusted = key == null ? null : parse(key, VerifierKey::parse);
    SignedNote earlier = from == null ? null : parse(from, SignedNote::parse);
    return JournalWord.reading(
        file,
        journal -> {
          Verification found =
              journal.verify(new Expectation(trusted, earlier, new Progress(output)::at));
          show(found);
          return found.sound() ? 0 : Failure.UNSOUND;
        });
  }

  static <T> T parse(Path file, Function<String, T> parser) {
    try {
      String text = Files.readString(file);
      // A key file ends with a line break; a signed note must.
      return parser.apply(text.indexOf('\n') == text.length() - 1 ? text.strip() : text);
    } catch (IOException | NoteFormatException | IllegalArgumentException e) {
      throw Failure.usage("file.unreadable", file);
    }
  }

  private void show(Verification found) {
    output.line(
        Messages.text(
            found.sound() ? "journal.sound" : "journal.unsound",
            found.entries(),
            found.faults().size()));
    found.faults().forEach(fault -> output.line(sentence(fault)));
    output.line(Messages.text(found.trusted() ? "journal.trusted" : "journal.untrusted"));
    output.result(json(found));
  }

  private static String sentence(Fault fault) {
    return Messages.text(
        "journal.fault",
        fault.entry(),
        Retelling.here(fault.code().name(), fault.what()),
        fault.code());
  }

  private static Map<String, @Nullable Object> json(Verification found) {
    List<Map<String, @Nullable Object>> faults =
        found.faults().stream()
            .map(fault ->
                JsonText.object(
                    "code", fault.code().name(),
                    "epoch", fault.epoch(),
                    "entry", fault.entry(),
                    "what", fault.what()))
            .toList();
    List<Map<String, @Nullable Object>> epochs =
        found.epochs().stream()
            .map(epoch ->
                JsonText.object(
                    "epoch", epoch.epoch(),
                    "device", epoch.device(),
                    "size", epoch.size(),
                    "root", base64(epoch.root())))
            .toList();
    return JsonText.object(
        "sound", found.sound(),
        "trusted", found.trusted(),
        "entries", found.entries(),
        "size", found.size(),
        "root", base64(found.root()),
        "faults", faults,
        "epochs", epochs);
  }

  private static String base64(Bytes root) {
    return Base64.getEncoder().encodeToString(root.toArray());
  }
}
