package dev.loulan.cli.explain;

import dev.loulan.inference.picture.Curve;
import dev.loulan.inference.picture.EvidenceWindow;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.entry.EntryType;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.Evidence;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.Scan;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.entry.WeightStep;
import dev.loulan.journal.sqlite.EvidenceStore;
import dev.loulan.journal.sqlite.JournalFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All that the journal says of one session, in its order.
 *
 * @param told door changes, steps and scans between its begin and its end
 * @param reviews what a person has to decide
 * @param curves the samples that are still kept
 * @param shed windows that are named and no longer there
 */
record Story(
    JournalEntry opened,
    List<JournalEntry> told,
    @Nullable Sale sale,
    List<ReviewOpened> reviews,
    List<Curve> curves,
    int shed) {

  /** Where a session stands in the journal. */
  private record Place(EpochId epoch, String session) {}

  /**
   * Finds a session by the number of its sale or by its own id; the last one when several epochs
   * have such a number.
   */
  static Optional<Story> find(JournalFile journal, Path file, String saleOrSession) {
    AtomicReference<@Nullable Place> found = new AtomicReference<>();
    journal.allEntries(entry -> {
      if (entry.body() instanceof Sale sale && isNamed(sale, saleOrSession)) {
        found.set(new Place(entry.header().epoch(), sale.session()));
      } else if (entry.body() instanceof SessionOpened opened
          && opened.session().equals(saleOrSession)) {
        found.set(new Place(entry.header().epoch(), opened.session()));
      }
    });
    Place place = found.get();
    return place == null ? Optional.empty() : Optional.ofNullable(read(journal, file, place));
  }

  private static boolean isNamed(Sale sale, String name) {
    return name.equals(Long.toString(sale.saleNo()));
  }

  private static @Nullable Story read(JournalFile journal, Path file, Place place) {
    Gathering gathering = new Gathering(place.session());
    journal.entries(
        new JournalFile.Selection(null, 0, Long.MAX_VALUE, place.epoch()), gathering::add);
    JournalEntry opened = gathering.opened;
    if (opened == null) {
      return null;
    }
    List<Evidence> evidence = new ArrayList<>();
    Sale sale = gathering.sale;
    if (sale != null) {
      evidence.addAll(sale.evidence());
    }
    gathering.reviews.forEach(review -> evidence.addAll(review.evidence()));
    List<byte[]> windows = windows(file, evidence);
    int named = (int) evidence.stream().map(Evidence::windowSha256).distinct().count();
    return new Story(
        opened,
        gathering.told,
        sale,
        gathering.reviews,
        EvidenceWindow.curves(windows),
        named - windows.size());
  }

  private static List<byte[]> windows(Path file, List<Evidence> evidence) {
    Path beside = file.resolveSibling(EvidenceStore.FILE_NAME);
    List<byte[]> windows = new ArrayList<>();
    if (Files.isRegularFile(beside)) {
      try (EvidenceStore store = EvidenceStore.openReadOnly(beside)) {
        evidence.stream()
            .map(Evidence::windowSha256)
            .distinct()
            .flatMap(hash -> store.get(hash).stream())
            .map(Bytes::toArray)
            .forEach(windows::add);
      }
    }
    return windows;
  }

  /** Takes from an epoch what belongs to the session; a door change belongs to what is open. */
  private static final class Gathering {
    private final String session;
    private final List<JournalEntry> told = new ArrayList<>();
    private final List<ReviewOpened> reviews = new ArrayList<>();
    private @Nullable JournalEntry opened;
    private @Nullable JournalEntry doorBefore;
    private @Nullable Sale sale;
    private boolean over;

    Gathering(String session) {
      this.session = session;
    }

    void add(JournalEntry entry) {
      switch (entry.body()) {
        case SessionOpened begin when begin.session().equals(session) -> {
          opened = entry;
          if (doorBefore != null) {
            told.add(doorBefore);
          }
        }
        case Door _ when opened == null -> doorBefore = entry;
        case Door _ when !over -> told.add(entry);
        case WeightStep step when session.equals(step.session()) -> told.add(entry);
        case Scan scan when session.equals(scan.session()) -> told.add(entry);
        case Sale made when made.session().equals(session) -> sale = made;
        case ReviewOpened review when review.session().equals(session) -> reviews.add(review);
        case SessionClosed end when end.session().equals(session) -> over = true;
        default -> {
          if (entry.type() == EntryType.SESSION_OPENED && opened == null) {
            doorBefore = null;
          }
        }
      }
    }
  }
}
