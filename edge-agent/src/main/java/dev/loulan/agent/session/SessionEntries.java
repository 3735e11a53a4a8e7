package dev.loulan.agent.session;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.session.Line;
import dev.loulan.inference.session.Review;
import dev.loulan.inference.session.WeightEvent;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Candidate;
import dev.loulan.journal.entry.Evidence;
import dev.loulan.journal.entry.Outcome;
import dev.loulan.journal.entry.PlateLevels;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.entry.StepKind;
import dev.loulan.journal.entry.WeightStep;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes what a session was read as into entries that become durable together. */
final class SessionEntries {
  private final OpenSession session;
  private final SessionReading.Result result;
  private final String currency;
  private final long shiftMicros;
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<Effect> kept = new ArrayList<>();
  private final List<Body> bodies = new ArrayList<>();
  private final List<ReviewOpened> reviews = new ArrayList<>();
  private @Nullable Sale sale;

  /**
   * @param planogram the session's, with what was learned of its goods
   * @param shiftMicros how far event time is ahead of the clock that entries name
   */
  SessionEntries(
      OpenSession session,
      Planogram planogram,
      SessionReading.Result result,
      String currency,
      long shiftMicros) {
    this.session = session;
    this.result = result;
    this.currency = currency;
    this.shiftMicros = shiftMicros;
    addSteps();
    if (session.isRestock()) {
      bodies.addAll(
          new Deliveries(session.catalogue(), planogram, result.reading().events())
              .entries(session.id(), evidence));
      return;
    }
    addSale();
    result.reading().reviews().forEach(this::addReview);
  }

  /** Steps, then sale and reviews, then the end of the session with the levels after it. */
  List<Body> bodies(PlateLevels after) {
    List<Body> all = new ArrayList<>(bodies);
    all.add(new SessionClosed(session.id(), outcome(), after));
    return all;
  }

  /** The samples to keep before the entries that name them. */
  List<Effect> evidenceToKeep() {
    return kept;
  }

  SessionNotice notice(long atMicros) {
    return new SessionNotice(session.id(), state(), atMicros, sale, reviews, read());
  }

  /** What the shopper is asked about, before anything is journaled. */
  SessionNotice asking(long atMicros) {
    return new SessionNotice(
        session.id(), SessionNotice.State.ASKED, atMicros, null, reviews, read());
  }

  private SessionRead read() {
    List<WeightStep> steps = new ArrayList<>();
    for (Body body : bodies) {
      if (body instanceof WeightStep step) {
        steps.add(step);
      }
    }
    List<Bytes> windows = new ArrayList<>();
    result.reading().events().forEach(event -> windows.addAll(windowsOf(event)));
    SortedMap<String, String> names = new TreeMap<>();
    session
        .catalogue()
        .planogram()
        .products()
        .forEach((gtin, product) -> names.put(gtin.value(), product.name()));
    return new SessionRead(steps, windows, names);
  }

  private SessionNotice.State state() {
    if (session.isRestock()) {
      return SessionNotice.State.RESTOCKED;
    }
    if (sale != null) {
      return SessionNotice.State.CONFIRMED;
    }
    return reviews.isEmpty() ? SessionNotice.State.EMPTY : SessionNotice.State.REVIEW;
  }

  static WeightStep entry(@Nullable String session, WeightEvent event, long shiftMicros) {
    StepKind kind =
        switch (event.kind()) {
          case TAKE -> StepKind.TAKE;
          case RETURN -> StepKind.RETURN;
          case UNKNOWN -> StepKind.UNKNOWN;
        };
    return new WeightStep(
        session,
        event.board(),
        event.plates().stream().map(PlateId::plate).toList(),
        event.beginMicros() - shiftMicros,
        event.endMicros() - shiftMicros,
        event.deltaMg(),
        event.sigmaMg(),
        kind);
  }

  private void addSteps() {
    for (WeightEvent event : result.reading().events()) {
      Bytes window = SampleWindows.join(windowsOf(event));
      Bytes hash = sha256(window);
      kept.add(new Effect.KeepEvidence(hash, window));
      evidence.add(Evidence.together(bodies.size(), hash));
      bodies.add(entry(session.id(), event, shiftMicros));
    }
  }

  private List<Bytes> windowsOf(WeightEvent event) {
    return result.steps().stream()
        .filter(s -> event.plates().contains(s.step().plate()))
        .filter(s -> s.step().beginMicros() >= event.beginMicros())
        .filter(s -> s.step().endMicros() <= event.endMicros())
        .map(MeasuredStep::window)
        .toList();
  }

  private void addSale() {
    List<Line> lines = result.reading().lines();
    if (lines.isEmpty()) {
      return;
    }
    TreeSet<Integer> used = new TreeSet<>();
    lines.forEach(line -> used.addAll(line.evidence()));
    Sale made =
        Sale.draft(
            session.id(),
            session.tender(),
            lines.stream().map(this::saleLine).toList(),
            currency,
            used.stream().map(evidence::get).toList());
    sale = made;
    bodies.add(made);
  }

  private SaleLine saleLine(Line line) {
    Catalogue catalogue = session.catalogue();
    Gtin gtin = line.gtin();
    Terms terms = catalogue.termsOf(gtin).orElseThrow();
    Long price = catalogue.planogram().product(gtin).orElseThrow().priceMinor();
    var runnerUp = line.runnerUp();
    return new SaleLine(
        gtin.value(),
        line.quantity(),
        Objects.requireNonNull(price),
        terms.supplierId(),
        terms.taxBp(),
        catalogue.priceVersion(),
        catalogue.planogram().version(),
        line.confidencePpm(),
        runnerUp == null ? null : candidate(runnerUp));
  }

  private void addReview(Review review) {
    ReviewOpened opened =
        ReviewOpened.draft(
            session.id(),
            session.tender(),
            review.candidates().stream().map(SessionEntries::candidate).toList(),
            word(review.reason()),
            review.evidence().stream().map(evidence::get).toList());
    reviews.add(opened);
    bodies.add(opened);
  }

  private Outcome outcome() {
    if (session.isRestock()) {
      return Outcome.RESTOCK;
    }
    if (!reviews.isEmpty()) {
      return Outcome.REVIEW;
    }
    return sale == null ? Outcome.NOTHING : Outcome.SALE;
  }

  private static Candidate candidate(dev.loulan.inference.session.Candidate candidate) {
    return new Candidate(
        candidate.gtin().value(), candidate.quantity(), candidate.probabilityPpm());
  }

  /** {@code SAMPLES_MISSING} is {@code samplesMissing}. */
  private static String word(Review.Reason reason) {
    StringBuilder word = new StringBuilder();
    boolean upper = false;
    for (char c : reason.name().toLowerCase(Locale.ROOT).toCharArray()) {
      if (c != '_') {
        word.append(upper ? Character.toUpperCase(c) : c);
      }
      upper = c == '_';
    }
    return word.toString();
  }

  private static Bytes sha256(Bytes content) {
    try {
      return Bytes.owning(MessageDigest.getInstance("SHA-256").digest(content.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
