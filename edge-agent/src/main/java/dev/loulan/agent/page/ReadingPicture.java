package dev.loulan.agent.page;

import dev.loulan.agent.session.SessionNotice;
import dev.loulan.agent.session.SessionRead;
import dev.loulan.inference.picture.Curve;
import dev.loulan.inference.picture.EvidenceWindow;
import dev.loulan.inference.picture.Mark;
import dev.loulan.inference.picture.SessionPicture;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Candidate;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.WeightStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The picture of the session that was read last, as {@code loulan explain} draws it: the samples of
 * each plate, the steps, and what they were taken for.
 */
final class ReadingPicture {
  private final SessionNotice notice;
  private final Words words;

  private ReadingPicture(SessionNotice notice, Words words) {
    this.notice = notice;
    this.words = words;
  }

  static String svg(SessionNotice notice, Words words) {
    SessionRead read = notice.read();
    List<Curve> curves =
        EvidenceWindow.curves(read.windows().stream().map(Bytes::toArray).toList());
    List<Mark> marks = read.steps().stream().map(ReadingPicture::mark).toList();
    ReadingPicture picture = new ReadingPicture(notice, words);
    return SessionPicture.svg(picture.title(), curves, marks, picture.captions());
  }

  private String title() {
    String state = notice.state().name().toLowerCase(Locale.ROOT);
    return notice.session() + ": " + words.get("state." + state);
  }

  private static Mark mark(WeightStep step) {
    return new Mark(
        step.plates().stream().map(plate -> step.board() + "/" + plate).toList(),
        step.beginMicros(),
        step.endMicros(),
        step.deltaMg(),
        step.sigmaMg(),
        "");
  }

  private List<String> captions() {
    List<String> captions = new ArrayList<>();
    Sale sale = notice.sale();
    for (SaleLine line : sale == null ? List.<SaleLine>of() : sale.lines()) {
      String said = text(line.quantity(), line.gtin()) + ", " + percent(line.confidencePpm());
      Candidate runnerUp = line.runnerUp();
      captions.add(
          runnerUp == null ? said : said + "; " + words.get("runnerUp") + " " + text(runnerUp));
    }
    for (ReviewOpened review : notice.reviews()) {
      String candidates = String.join(", ", review.candidates().stream().map(this::text).toList());
      captions.add(words.get("inDoubt") + " " + candidates);
    }
    return captions;
  }

  private String text(Candidate candidate) {
    return text(candidate.quantity(), candidate.gtin())
        + " ("
        + percent(candidate.probabilityPpm())
        + ")";
  }

  private String text(long quantity, String gtin) {
    Map<String, String> names = notice.read().names();
    return quantity + " × " + names.getOrDefault(gtin, gtin);
  }

  private static String percent(long ppm) {
    return String.format(Locale.ROOT, "%.2f %%", ppm / 10_000.0);
  }
}
