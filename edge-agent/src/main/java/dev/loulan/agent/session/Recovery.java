package dev.loulan.agent.session;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.learning.PlateCalibration;
import dev.loulan.inference.session.Scan;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Configuration;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.PlanogramVersion;
import dev.loulan.journal.entry.PlateWeight;
import dev.loulan.journal.entry.PriceVersion;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.entry.SignedDocument;
import dev.loulan.journal.entry.Tender;
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
  private final Set<String> closedSessions = new TreeSet<>();
  private final Set<String> seen = new TreeSet<>();
  private final Set<String> references = new TreeSet<>();
  private @Nullable SessionOpened open;
  private long openedMicros;
  private final List<Scan> scans = new ArrayList<>();
  private final Set<String> gaps = new TreeSet<>();
  private @Nullable Long doorClosedMicros;
  private @Nullable String lastDay;
  private long lastMicros = Long.MIN_VALUE;
  private @Nullable SignedDocument planogram;
  private @Nullable SignedDocument prices;
  private boolean restocking;
  private final SortedMap<PlateId, PlateCalibration> checks = new TreeMap<>();
  private boolean openIsRestock;

  public void accept(JournalEntry entry) {
    long at = entry.header().atMicros();
    Body body = entry.body();
    if (body instanceof SessionOpened opened) {
      opened(opened, at);
    } else if (body instanceof SessionClosed closed) {
      closedSessions.add(closed.session());
      open = null;
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
      PlateChecks.of(configuration).ifPresent(c -> checks.put(c.getKey(), c.getValue()));
    } else if (body instanceof DayClose close) {
      lastDay = close.toDay();
    } else if (body instanceof PlanogramVersion version) {
      planogram = version.document();
    } else if (body instanceof PriceVersion version) {
      prices = version.document();
    }
  }

  /** The planogram that was last in effect. */
  public Optional<SignedDocument> planogram() {
    return Optional.ofNullable(planogram);
  }

  /** The price list that was last in effect. */
  public Optional<SignedDocument> prices() {
    return Optional.ofNullable(prices);
  }

  /**
   * What was read, together with what the caches kept.
   *
   * @param levels and {@code tender} as {@link Effect.KeepShelf} kept them last
   */
  public Recovered recovered(PlateauSnapshot levels, @Nullable Tender tender) {
    boolean used = tender != null && references.contains(tender.reference());
    return new Recovered(
        session(),
        closedSessions,
        seen,
        references,
        lastMicros,
        lastDay,
        levels,
        used ? null : tender,
        restocking,
        checks);
  }

  private Recovered.@Nullable Session session() {
    SessionOpened found = open;
    if (found == null) {
      return null;
    }
    TreeMap<PlateId, Long> levels = new TreeMap<>();
    for (PlateWeight plate : found.plates()) {
      levels.put(PlateId.parse(plate.plate()), plate.weightMg());
    }
    PlateauSnapshot before = new PlateauSnapshot(openedMicros, levels);
    return new Recovered.Session(
        found.session(), found.tender(), before, scans, doorClosedMicros, gaps, openIsRestock);
  }

  private void opened(SessionOpened opened, long at) {
    open = opened;
    openIsRestock = restocking;
    openedMicros = at;
    lastMicros = Math.max(lastMicros, at);
    doorClosedMicros = null;
    scans.clear();
    gaps.clear();
    if (opened.tender() != null) {
      references.add(opened.tender().reference());
    }
  }
}
