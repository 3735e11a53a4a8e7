package dev.loulan.cli.explain;

import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.inference.picture.Mark;
import dev.loulan.journal.entry.Candidate;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.Scan;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.entry.StepKind;
import dev.loulan.journal.entry.WeightStep;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A story in the reader's language, as marks of a picture and as JSON. */
final class StoryText {
  private final Story story;

  StoryText(Story story) {
    this.story = story;
  }

  String title() {
    Sale sale = story.sale();
    return sale == null
        ? Messages.text("explain.titleReview", session())
        : Messages.text("explain.title", sale.saleNo(), session());
  }

  private String session() {
    return ((SessionOpened) story.opened().body()).session();
  }

  List<String> sentences() {
    List<String> all = new ArrayList<>();
    all.add(title());
    for (JournalEntry entry : inTime()) {
      String at = time(entry.header().atMicros());
      switch (entry.body()) {
        case Door door -> all.add(Messages.text(doorKey(door), at));
        case Scan scan -> all.add(Messages.text("explain.scan", at, scan.code()));
        case WeightStep step ->
            all.add(
                Messages.text(
                    "explain.step." + step.kind().name().toLowerCase(Locale.ROOT),
                    time(step.beginMicros()),
                    String.join(", ", step.plates()),
                    grams(Math.abs(step.deltaMg())).toPlainString(),
                    grams(step.sigmaMg()).toPlainString()));
        default -> {
          // A story holds nothing else.
        }
      }
    }
    all.addAll(verdict());
    if (story.shed() > 0) {
      all.add(Messages.text("explain.shed", story.shed()));
    }
    return all;
  }

  /** Steps are journaled when the session ends, and told where they began. */
  private List<JournalEntry> inTime() {
    return story.told().stream().sorted(Comparator.comparingLong(StoryText::beginMicros)).toList();
  }

  private static long beginMicros(JournalEntry entry) {
    return entry.body() instanceof WeightStep step ? step.beginMicros() : entry.header().atMicros();
  }

  private static String doorKey(Door door) {
    return door.open() ? "explain.doorOpened" : "explain.doorClosed";
  }

  /** What was decided, and what else it could have been. */
  List<String> verdict() {
    List<String> all = new ArrayList<>();
    Sale sale = story.sale();
    if (sale != null) {
      for (SaleLine line : sale.lines()) {
        all.add(
            Messages.text(
                "explain.line",
                line.quantity(),
                line.gtin(),
                percent(line.confidencePpm()),
                line.amountMinor(),
                sale.currency()));
        Candidate rival = line.runnerUp();
        all.add(
            rival == null
                ? Messages.text("explain.noRival", line.gtin())
                : Messages.text(
                    "explain.rival",
                    line.gtin(),
                    rival.quantity(),
                    rival.gtin(),
                    percent(rival.probabilityPpm())));
      }
    }
    for (ReviewOpened review : story.reviews()) {
      all.add(Messages.text("explain.review", Messages.text("explain.reason." + review.reason())));
      for (Candidate candidate : review.candidates()) {
        all.add(
            Messages.text(
                "explain.candidate",
                candidate.quantity(),
                candidate.gtin(),
                percent(candidate.probabilityPpm())));
      }
    }
    return all.isEmpty() ? List.of(Messages.text("explain.nothing")) : all;
  }

  List<Mark> marks() {
    return steps().stream()
        .map(step ->
            new Mark(
                step.plates().stream().map(plate -> step.board() + "/" + plate).toList(),
                step.beginMicros(),
                step.endMicros(),
                step.deltaMg(),
                step.sigmaMg(),
                step.kind() == StepKind.UNKNOWN ? "?" : ""))
        .toList();
  }

  private List<WeightStep> steps() {
    return story.told().stream()
        .map(JournalEntry::body)
        .filter(WeightStep.class::isInstance)
        .map(WeightStep.class::cast)
        .toList();
  }

  Map<String, @Nullable Object> json(Path picture) {
    Sale sale = story.sale();
    return JsonText.object(
        "sale", sale == null ? null : sale.saleNo(),
        "session", session(),
        "at", time(story.opened().header().atMicros()),
        "currency", sale == null ? null : sale.currency(),
        "total", sale == null ? null : sale.lineTotalMinor(),
        "lines", sale == null ? List.of() : sale.lines().stream().map(StoryText::line).toList(),
        "reviews", story.reviews().stream().map(StoryText::review).toList(),
        "events", steps().stream().map(StoryText::event).toList(),
        "samples", story.curves().stream().mapToInt(c -> c.samples().size()).sum(),
        "windowsShed", story.shed(),
        "story", sentences(),
        "picture", picture.toString());
  }

  private static Map<String, @Nullable Object> line(SaleLine line) {
    Candidate rival = line.runnerUp();
    return JsonText.object(
        "gtin", line.gtin(),
        "quantity", line.quantity(),
        "amount", line.amountMinor(),
        "confidence", BigDecimal.valueOf(line.confidencePpm(), 6),
        "runnerUp", rival == null ? null : candidate(rival));
  }

  private static Map<String, @Nullable Object> review(ReviewOpened review) {
    return JsonText.object(
        "review", review.reviewNo(),
        "reason", review.reason(),
        "candidates", review.candidates().stream().map(StoryText::candidate).toList());
  }

  private static Map<String, @Nullable Object> candidate(Candidate candidate) {
    return JsonText.object(
        "gtin", candidate.gtin(),
        "quantity", candidate.quantity(),
        "probability", BigDecimal.valueOf(candidate.probabilityPpm(), 6));
  }

  private static Map<String, @Nullable Object> event(WeightStep step) {
    return JsonText.object(
        "plates", step.plates(),
        "begin", time(step.beginMicros()),
        "end", time(step.endMicros()),
        "grams", grams(step.deltaMg()),
        "sigma", grams(step.sigmaMg()),
        "kind", step.kind().name().toLowerCase(Locale.ROOT));
  }

  private static String time(long micros) {
    return Instant.ofEpochMilli(Math.floorDiv(micros, 1_000)).toString();
  }

  private static BigDecimal grams(long mg) {
    return BigDecimal.valueOf(mg, 3);
  }

  private static String percent(long ppm) {
    return BigDecimal.valueOf(ppm, 4).toPlainString();
  }
}
