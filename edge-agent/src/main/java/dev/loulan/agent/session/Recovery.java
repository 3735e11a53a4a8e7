package dev.loulan.agent.session;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.learning.PlateCalibration;
import dev.loulan.inference.session.Scan;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Calibration;
import dev.loulan.journal.entry.Configuration;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.PlanogramVersion;
import dev.loulan.journal.entry.PlateLevels;
import dev.loulan.journal.entry.PlateWeight;
import dev.loulan.journal.entry.PriceVersion;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.entry.SignedDocument;
import dev.loulan.journal.entry.Tender;
import dev.loulan.journal.entry.WeightStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads from the journal's entries, oldest first, what a boot must know. One thread. */
public final class Recovery {
  private static final PlateauSnapshot NO_LEVELS =
      new PlateauSnapshot(Long.MIN_VALUE, new TreeMap<>());

  private final LatestNames closedSessions = new LatestNames();
  private final LatestNames seen = new LatestNames();
  private final LatestNames references = new LatestNames();
  private @Nullable SessionOpened open;
  private PlateauSnapshot before = NO_LEVELS;
  private final TreeMap<PlateId, Long> levels = new TreeMap<>();
  private long levelsMicros = Long.MIN_VALUE;
  private final List<Scan> scans = new ArrayList<>();
  private final Set<String> gaps = new TreeSet<>();
  private @Nullable Long doorClosedMicros;
  private @Nullable String lastDay;
  private long lastMicros = Long.MIN_VALUE;
  private @Nullable SignedDocument planogram;
  private @Nullable SignedDocument prices;
  private boolean restocking;
  private final SortedMap<PlateId, PlateCalibration> checks = new TreeMap<>();
  private final SortedMap<Gtin, LearnedUnit> weights = new TreeMap<>();
  private boolean openIsRestock;

  public void accept(JournalEntry entry) {
    long at = entry.header().atMicros();
    Body body = entry.body();
    if (body instanceof SessionOpened opened) {
      opened(opened, at);
    } else if (body instanceof SessionClosed closed) {
      closedSessions.add(closed.session());
      open = null;
      levels(closed.levels(), at);
      lastMicros = Math.max(lastMicros, at);
    } else if (body instanceof Door door) {
      seen.add(Recovered.key(door.door(), at, String.valueOf(door.open())));
      doorClosedMicros = door.open() ? null : Long.valueOf(at);
      lastMicros = Math.max(lastMicros, at);
    } else if (body instanceof dev.loulan.journal.entry.Scan scan) {
      seen.add(Recovered.key(scan.scanner(), at, scan.code()));
      ScannedCode.gtin(scan.code()).ifPresent(gtin -> scans.add(new Scan(gtin, at)));
    } else if (body instanceof Alert alert && alert.code().equals(AlertCode.GAP.word())) {
      gaps.add(alert.subject());
    } else if (body instanceof Configuration configuration) {
      RestockMode.of(configuration).ifPresent(on -> restocking = on);
      PlateChecks.read(configuration, checks);
      LearnedUnit.of(configuration).ifPresent(u -> weights.put(u.getKey(), u.getValue()));
    } else if (body instanceof WeightStep step && step.session() == null) {
      // What its plates weigh since then is told by the next list.
      step.plates().forEach(plate -> levels.remove(new PlateId(step.board(), plate)));
    } else if (body instanceof Calibration calibration) {
      calibrated(calibration, at);
    } else if (body instanceof DayClose close) {
      lastDay = close.toDay();
    } else if (body instanceof PlanogramVersion version) {
      planogram = version.document();
    } else if (body instanceof PriceVersion version) {
      prices = version.document();
    }
  }

  /** What was known of the plate's level was read by another gain and zero. */
  private void calibrated(Calibration entry, long at) {
    PlateId plate = PlateId.parse(entry.plate());
    checks.put(plate, CalibrationEntries.of(entry, at));
    levels.remove(plate);
    TreeMap<PlateId, Long> known = new TreeMap<>(before.levelsMg());
    known.remove(plate);
    before = new PlateauSnapshot(before.atMicros(), known);
  }

  /** The planogram that was last in effect. */
  public Optional<SignedDocument> planogram() {
    return Optional.ofNullable(planogram);
  }

  /** The price list that was last in effect. */
  public Optional<SignedDocument> prices() {
    return Optional.ofNullable(prices);
  }

  private void levels(@Nullable PlateLevels list, long atMicros) {
    if (list == null || !list.changesOnly()) {
      levels.clear();
    }
    if (list != null) {
      list.plates().forEach(p -> levels.put(PlateId.parse(p.plate()), p.weightMg()));
    }
    levelsMicros = atMicros;
  }

  /** Whether the journal has the opening of a session. */
  public boolean hasOpened(String session) {
    return closedSessions.contains(session) || (open != null && open.session().equals(session));
  }

  /** Whether no session is open. */
  public boolean isIdle() {
    return open == null;
  }

  /** An opening that is not in the journal, with the levels of all plates. */
  public SessionOpened inFull(SessionOpened noted) {
    TreeMap<PlateId, Long> all = new TreeMap<>();
    if (noted.levels().changesOnly()) {
      all.putAll(levels);
    }
    noted.levels().plates().forEach(p -> all.put(PlateId.parse(p.plate()), p.weightMg()));
    List<PlateWeight> plates = new ArrayList<>();
    all.forEach((plate, mg) -> plates.add(new PlateWeight(plate.toString(), mg)));
    return new SessionOpened(noted.session(), noted.tender(), plates);
  }

  /**
   * What was read, together with what was kept beside the journal.
   *
   * @param tender as {@link Effect.KeepShelf} kept it last
   */
  public Recovered recovered(@Nullable Tender tender) {
    boolean used = tender != null && references.contains(tender.reference());
    return new Recovered(
        session(),
        closedSessions.all(),
        seen.all(),
        references.all(),
        lastMicros,
        lastDay,
        open == null ? new PlateauSnapshot(levelsMicros, levels) : NO_LEVELS,
        used ? null : tender,
        restocking,
        new Learned(checks, weights));
  }

  private Recovered.@Nullable Session session() {
    SessionOpened found = open;
    if (found == null) {
      return null;
    }
    return new Recovered.Session(
        found.session(), found.tender(), before, scans, doorClosedMicros, gaps, openIsRestock);
  }

  private void opened(SessionOpened opened, long at) {
    open = opened;
    openIsRestock = restocking;
    levels(opened.levels(), at);
    before = new PlateauSnapshot(at, levels);
    lastMicros = Math.max(lastMicros, at);
    doorClosedMicros = null;
    scans.clear();
    gaps.clear();
    if (opened.tender() != null) {
      references.add(opened.tender().reference());
    }
  }
}
