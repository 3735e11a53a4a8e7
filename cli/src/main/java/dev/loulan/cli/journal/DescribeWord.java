package dev.loulan.cli.journal;

import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.journal.entry.Boot;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.EntryType;
import dev.loulan.journal.entry.EpochOpened;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.KeyChange;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.key.Ed25519;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says in a few lines what a journal holds, without judging it. */
@Command(name = "describe", mixinStandardHelpOptions = true)
final class DescribeWord implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", descriptionKey = "journal.file")
  private Path file;

  @Mixin private Output output;

  @Override
  public Integer call() {
    return JournalWord.reading(
        file,
        journal -> {
          List<Summary> epochs = new ArrayList<>();
          Progress progress = new Progress(output);
          journal.allEntries(entry -> {
            if (entry.body() instanceof EpochOpened opened) {
              epochs.add(new Summary(entry.header().epoch().hex(), opened.device()));
            }
            if (!epochs.isEmpty()) {
              epochs.getLast().add(entry);
            }
            progress.one();
          });
          epochs.forEach(this::show);
          output.result(
              JsonText.object(
                  "device",
                  epochs.isEmpty() ? "" : epochs.getLast().device,
                  "epochs",
                  epochs.stream().map(Summary::json).toList()));
          return 0;
        });
  }

  private void show(Summary epoch) {
    output.line(
        Messages.text(
            "journal.describe",
            epoch.device,
            epoch.id,
            epoch.size,
            instant(epoch.first),
            instant(epoch.last),
            epoch.types.getOrDefault(EntryType.SALE, 0L),
            epoch.gross,
            epoch.currency,
            epoch.types.getOrDefault(EntryType.REVIEW_OPENED, 0L),
            epoch.lastDay));
    epoch.types.forEach((type, count) -> output.line("  " + type.word() + ": " + count));
    output.line(
        Messages.text(
            "journal.describeKeys", String.join(", ", epoch.keys), String.join(", ", epoch.by)));
  }

  private static String instant(long micros) {
    return Instant.ofEpochMilli(Math.floorDiv(micros, 1_000)).toString();
  }

  /** What one epoch came to. */
  private static final class Summary {
    private final String id;
    private final String device;
    private final Map<EntryType, Long> types = new EnumMap<>(EntryType.class);
    private final Set<String> keys = new LinkedHashSet<>();
    private final Set<String> by = new LinkedHashSet<>();
    private long size;
    private long first;
    private long last;
    private long gross;
    private String currency = "";
    private String lastDay = "-";

    Summary(String id, String device) {
      this.id = id;
      this.device = device;
    }

    void add(JournalEntry entry) {
      first = size == 0 ? entry.header().atMicros() : first;
      last = entry.header().atMicros();
      size++;
      types.merge(entry.type(), 1L, Long::sum);
      if (entry.body() instanceof EpochOpened opened) {
        keys.add(Ed25519.keyId(opened.publicKey()));
      } else if (entry.body() instanceof KeyChange change) {
        keys.add(Ed25519.keyId(change.newPublicKey()));
      } else if (entry.body() instanceof Sale sale) {
        gross = sale.grossTotalMinor();
        currency = sale.currency();
      } else if (entry.body() instanceof DayClose close) {
        lastDay = close.toDay();
      } else if (entry.body() instanceof Boot boot) {
        by.add(boot.software());
      }
    }

    Map<String, @Nullable Object> json() {
      Map<String, @Nullable Object> counts = JsonText.object();
      types.forEach((type, count) -> counts.put(type.word(), count));
      return JsonText.object(
          "epoch", id,
          "size", size,
          "firstAt", instant(first),
          "lastAt", instant(last),
          "gross", gross,
          "currency", currency,
          "lastDay", lastDay,
          "keys", List.copyOf(keys),
          "software", List.copyOf(by),
          "types", counts);
    }
  }
}
