package dev.loulan.agent.session;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.session.Line;
import dev.loulan.inference.session.Scan;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.inference.signal.UnknownSpan;
import dev.loulan.journal.entry.Tender;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of the session that is open. Belongs to the machine. */
final class OpenSession {
  private final String id;
  private final long openedMicros;
  private final PlateauSnapshot before;
  private final @Nullable Tender tender;
  private final Catalogue catalogue;
  private final boolean resumed;
  private final boolean restock;
  private final List<MeasuredStep> steps = new ArrayList<>();
  private final List<UnknownSpan> unknowns = new ArrayList<>();
  private final List<Scan> scans = new ArrayList<>();
  private final List<Long> askedMicros = new ArrayList<>();
  private final Set<PlateId> compared;
  private final Set<PlateId> unseen;
  private final Set<String> boardsWithGaps = new TreeSet<>();
  private long activeMicros;
  private boolean doorAlerted;

  /**
   * @param before levels when it opened
   * @param compared plates whose level before comes from an earlier boot; what happened on them
   *     before this boot first weighed them is the difference to their level then
   * @param unseen plates of which no level was known when it opened
   * @param resumed whether an earlier boot opened it
   */
  OpenSession(
      String id,
      PlateauSnapshot before,
      @Nullable Tender tender,
      Catalogue catalogue,
      Set<PlateId> compared,
      Set<PlateId> unseen,
      boolean resumed,
      boolean restock) {
    this.id = id;
    this.openedMicros = before.atMicros();
    this.before = before;
    this.tender = tender;
    this.catalogue = catalogue;
    this.compared = new TreeSet<>(compared);
    this.unseen = new TreeSet<>(unseen);
    this.resumed = resumed;
    this.restock = restock;
  }

  String id() {
    return id;
  }

  long openedMicros() {
    return openedMicros;
  }

  PlateauSnapshot before() {
    return before;
  }

  @Nullable Tender tender() {
    return tender;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  boolean isResumed() {
    return resumed;
  }

  boolean isRestock() {
    return restock;
  }

  boolean isCompared(PlateId plate) {
    return compared.contains(plate);
  }

  Set<PlateId> compared() {
    return compared;
  }

  /** Plates that may have lost something in the session before they were first weighed. */
  Set<PlateId> unseen() {
    return unseen;
  }

  /** What happens on the plate until it is weighed again is not to be told by its levels. */
  void forget(PlateId plate) {
    compared.remove(plate);
  }

  void add(MeasuredStep step) {
    steps.add(step);
  }

  void add(UnknownSpan span) {
    unknowns.add(span);
  }

  /** By how much a plate changed in what this boot saw of the session. */
  long seenMg(PlateId plate) {
    return Stream.concat(
            steps.stream().filter(s -> s.step().plate().equals(plate)).map(s -> s.step().deltaMg()),
            unknowns.stream().filter(s -> s.plate().equals(plate)).map(UnknownSpan::deltaMg))
        .mapToLong(Long::longValue)
        .sum();
  }

  void add(Scan scan) {
    scans.add(scan);
  }

  void gap(String board) {
    boardsWithGaps.add(board);
  }

  boolean hasGap(String board) {
    return boardsWithGaps.contains(board);
  }

  /** The shopper is asked to scan all that they hold. */
  void asked(long atMicros) {
    askedMicros.add(atMicros);
  }

  /** When the shopper was asked; scans from then on are the answer. */
  List<Long> askedMicros() {
    return askedMicros;
  }

  /** When the shopper scanned last, or the smallest long. */
  long scannedMicros() {
    return scans.stream().mapToLong(Scan::atMicros).max().orElse(Long.MIN_VALUE);
  }

  /** Whether the shopper scanned as many units as the line says: when asked last, or unasked. */
  boolean isScanned(Line line) {
    long from =
        askedMicros.stream()
            .filter(at -> at <= scannedMicros())
            .mapToLong(Long::longValue)
            .max()
            .orElse(Long.MIN_VALUE);
    long scanned =
        scans.stream().filter(s -> s.atMicros() >= from && s.gtin().equals(line.gtin())).count();
    return scanned == line.quantity();
  }

  /** Something happened on the shelf. */
  void active(long atMicros) {
    activeMicros = atMicros;
  }

  /** When something last happened. */
  long activeMicros() {
    return activeMicros;
  }

  /** Whether a door left open is still to be said; true once. */
  boolean alertsDoorOnce() {
    boolean first = !doorAlerted;
    doorAlerted = true;
    return first;
  }

  List<MeasuredStep> steps() {
    return steps;
  }

  List<UnknownSpan> unknowns() {
    return unknowns;
  }

  List<Scan> scans() {
    return scans;
  }
}
