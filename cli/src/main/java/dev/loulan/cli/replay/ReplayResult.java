package dev.loulan.cli.replay;

import dev.loulan.bridge.client.BoardClient;
import dev.loulan.cli.line.JournalView;
import dev.loulan.cli.line.Line;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Table;
import dev.loulan.cli.statement.Statement;
import dev.loulan.journal.entry.Candidate;
import dev.loulan.journal.entry.EntryType;
import dev.loulan.journal.entry.Evidence;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.WeightStep;
import dev.loulan.journal.verify.Verification;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a replay came to: read from the agent's journal and the server's statement. */
final class ReplayResult {
  private final JournalView journal;
  private final Verification verification;
  private final Statement statement;
  private final Line line;
  private final BoardClient client;

  ReplayResult(
      JournalView journal,
      Verification verification,
      Statement statement,
      Line line,
      BoardClient client) {
    this.journal = journal;
    this.verification = verification;
    this.statement = statement;
    this.line = line;
    this.client = client;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Table table = new Table();
    for (JournalEntry entry : journal.entries(EntryType.SALE)) {
      if (entry.body() instanceof Sale sale) {
        sale.lines()
            .forEach(l -> table.row(l.gtin(), "× " + l.quantity(), share(l.confidencePpm())));
      }
    }
    lines.add(Messages.text("replay.receipt"));
    lines.addAll(table.lines());
    for (JournalEntry entry : journal.entries(EntryType.REVIEW_OPENED)) {
      if (entry.body() instanceof ReviewOpened review) {
        lines.add(Messages.text("replay.review", review.reason()));
      }
    }
    lines.addAll(statement.lines());
    lines.add(
        Messages.text(
            "replay.journal", verification.entries(), verification.root().base64(), gaps()));
    return lines;
  }

  Map<String, @Nullable Object> json() {
    return JsonText.object(
        "receipt", receipt(),
        "review", reviews(),
        "events", events(),
        "settlement",
            JsonText.object(
                "day", statement.day(),
                "currency", statement.currency(),
                "gross", statement.gross(),
                "held", statement.held(),
                "shares", statement.sharesJson()),
        "journal", journal.json(verification),
        "gaps", gaps(),
        "path", line.path(client.metrics().frames()));
  }

  private long gaps() {
    return line.watch().count("gaps");
  }

  private List<Map<String, @Nullable Object>> receipt() {
    List<Map<String, @Nullable Object>> receipt = new ArrayList<>();
    for (JournalEntry entry : journal.entries(EntryType.SALE)) {
      if (entry.body() instanceof Sale sale) {
        sale.lines().forEach(l -> receipt.add(line(l, sale.evidence())));
      }
    }
    return receipt;
  }

  private static Map<String, @Nullable Object> line(SaleLine line, List<Evidence> evidence) {
    return JsonText.object(
        "gtin", line.gtin(),
        "quantity", line.quantity(),
        "confidence", ppm(line.confidencePpm()),
        "amount", line.amountMinor(),
        "evidence", evidence(evidence));
  }

  private static List<Map<String, @Nullable Object>> evidence(List<Evidence> evidence) {
    return evidence.stream()
        .map(
            one -> JsonText.object("step", one.stepSeq(), "windowSha256", one.windowSha256().hex()))
        .toList();
  }

  private List<Map<String, @Nullable Object>> reviews() {
    List<Map<String, @Nullable Object>> reviews = new ArrayList<>();
    for (JournalEntry entry : journal.entries(EntryType.REVIEW_OPENED)) {
      if (entry.body() instanceof ReviewOpened review) {
        reviews.add(
            JsonText.object(
                "candidates", review.candidates().stream().map(ReplayResult::candidate).toList(),
                "reason", review.reason(),
                "evidence", evidence(review.evidence())));
      }
    }
    return reviews;
  }

  private static Map<String, @Nullable Object> candidate(Candidate candidate) {
    return JsonText.object(
        "gtin", candidate.gtin(),
        "quantity", candidate.quantity(),
        "probability", ppm(candidate.probabilityPpm()));
  }

  private List<Map<String, @Nullable Object>> events() {
    List<Map<String, @Nullable Object>> events = new ArrayList<>();
    for (JournalEntry entry : journal.entries(EntryType.WEIGHT_STEP)) {
      if (entry.body() instanceof WeightStep step) {
        events.add(
            JsonText.object(
                "gondola", step.board(),
                "plates", step.plates(),
                "begin", BigDecimal.valueOf(step.beginMicros(), 6),
                "end", BigDecimal.valueOf(step.endMicros(), 6),
                "grams", BigDecimal.valueOf(step.deltaMg(), 3),
                "sigma", BigDecimal.valueOf(step.sigmaMg(), 3),
                "kind", step.kind().name().toLowerCase(Locale.ROOT)));
      }
    }
    return events;
  }

  private static BigDecimal ppm(long ppm) {
    return BigDecimal.valueOf(ppm, 6);
  }

  private static String share(long ppm) {
    return BigDecimal.valueOf(ppm, 4).toPlainString() + " %";
  }
}
