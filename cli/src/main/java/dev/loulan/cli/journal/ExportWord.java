package dev.loulan.cli.journal;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Output;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EntryType;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the entries of all epochs as lines of JSON or as CSV (RFC 4180). */
@Command(name = "export", mixinStandardHelpOptions = true)
final class ExportWord implements Callable<Integer> {
  /** What is written. */
  enum Format {
    JSONL,
    CSV
  }

  private static final String ENTRY_COLUMNS = "epoch,seq,at,timeTrusted,type,ledgerNo,body";
  private static final String SALE_COLUMNS =
      "epoch,seq,at,saleNo,session,line,gtin,quantity,unitPriceMinor,amountMinor,currency,"
          + "supplierId,taxBp,confidencePpm,provider,merchant,reference,grossTotalMinor";

  @Parameters(paramLabel = "FILE", descriptionKey = "journal.file")
  private Path file;

  @Option(names = "--format", defaultValue = "jsonl", descriptionKey = "journal.format")
  private Format format;

  @Option(names = "--type", descriptionKey = "journal.type")
  private @Nullable String type;

  @Option(names = "--out", paramLabel = "FILE", descriptionKey = "journal.out")
  private @Nullable Path out;

  // The lines are the result with or without --json.
  @Mixin private Output output;

  @Override
  public Integer call() {
    EntryType only = type == null ? null : JournalWord.typeOf(type);
    return JournalWord.reading(
        file,
        journal -> {
          Progress progress = new Progress(output);
          try (PrintWriter to = new PrintWriter(writer())) {
            if (format == Format.CSV) {
              to.print((only == EntryType.SALE ? SALE_COLUMNS : ENTRY_COLUMNS) + "\r\n");
            }
            journal.allEntries(entry -> {
              if (only == null || entry.type() == only) {
                write(entry, only, to);
              }
              progress.one();
            });
            if (to.checkError()) {
              throw Failure.failed("journal.notWritten", out == null ? "-" : out);
            }
          } catch (IOException e) {
            throw Failure.usage("file.unreadable", out);
          }
          return 0;
        });
  }

  private Writer writer() throws IOException {
    return out == null
        ? new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))
        : Files.newBufferedWriter(out, StandardCharsets.UTF_8);
  }

  private void write(JournalEntry entry, @Nullable EntryType only, PrintWriter to) {
    if (format == Format.JSONL) {
      to.print(EntryCodec.toJson(entry) + "\n");
    } else if (only == EntryType.SALE && entry.body() instanceof Sale sale) {
      sale(entry, sale, to);
    } else {
      row(
          to,
          entry.header().epoch().hex(),
          entry.seq(),
          at(entry),
          entry.header().timeTrusted(),
          entry.type().word(),
          entry.header().ledgerNo() == 0 ? "" : entry.header().ledgerNo(),
          EntryCodec.toJson(entry));
    }
  }

  private static void sale(JournalEntry entry, Sale sale, PrintWriter to) {
    var tender = sale.tender();
    int number = 0;
    for (SaleLine line : sale.lines()) {
      row(
          to,
          entry.header().epoch().hex(),
          entry.seq(),
          at(entry),
          sale.saleNo(),
          sale.session(),
          ++number,
          line.gtin(),
          line.quantity(),
          line.unitPriceMinor(),
          Math.multiplyExact(line.quantity(), line.unitPriceMinor()),
          sale.currency(),
          line.supplierId(),
          line.taxBp(),
          line.confidencePpm(),
          tender == null ? "" : tender.provider(),
          tender == null ? "" : tender.merchant(),
          tender == null ? "" : tender.reference(),
          sale.grossTotalMinor());
    }
  }

  private static String at(JournalEntry entry) {
    return Instant.EPOCH
        .plus(entry.header().atMicros(), java.time.temporal.ChronoUnit.MICROS)
        .toString();
  }

  private static void row(PrintWriter to, Object... cells) {
    to.print(Arrays.stream(cells).map(ExportWord::cell).collect(Collectors.joining(",")) + "\r\n");
  }

  /**
   * Quoted where needed; a cell that a spreadsheet would take for a formula gets a quote before.
   */
  private static String cell(Object value) {
    String text = String.valueOf(value);
    if (value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
