package dev.loulan.agent.boot;

import dev.loulan.agent.session.AlertCode;
import dev.loulan.agent.session.Opening;
import dev.loulan.agent.session.Recovered;
import dev.loulan.agent.session.Recovery;
import dev.loulan.journal.EpochDecision;
import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalHead;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.JournalStore;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Boot;
import dev.loulan.journal.entry.ClockKind;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.SignedDocument;
import dev.loulan.journal.key.DeviceSigner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A journal that was opened, with its boot entry durable.
 *
 * @param recovered what the boot before left behind
 * @param planogram the planogram that the journal says is in effect
 * @param prices the price list that the journal says is in effect
 * @param lost what the server has seen and this journal does not hold
 * @param setAside entries that no checkpoint covers, which now lie in a file of their own
 */
public record ShelfBoot(
    Journal journal,
    Recovered recovered,
    Optional<SignedDocument> planogram,
    Optional<SignedDocument> prices,
    Optional<LostRange> lost,
    long setAside) {

  private static final long MOST_ENTRIES_READ = 100_000;
  private static final int BLOCK = 1_000;

  /** Name and version in the boot entry. */
  public static final String SOFTWARE = "loulan-edge-agent 0.1.0";

  /**
   * Who boots.
   *
   * @param seed of a simulated run; null on a device
   * @param chance where a device takes its ids from
   */
  public record Who(
      String device, DeviceSigner signer, @Nullable String seed, RandomGenerator chance) {}

  /**
   * Opens the journal and appends the boot entry, durably.
   *
   * @param atMicros time of the boot; in a simulated run that of the last entry, or 0
   * @throws dev.loulan.journal.JournalException when the journal cannot be written
   */
  public static ShelfBoot open(
      JournalStore store,
      Who who,
      ServerPosition server,
      ShelfFile file,
      Stamps stamps,
      long atMicros) {
    long aside = store.setAsideUncovered();
    JournalReader reader = new JournalReader(store);
    Recovery recovery = new Recovery();
    readBack(reader, recovery);
    Optional<JournalHead> head = reader.head();
    IdSource ids = ids(who, head);
    EpochDecision decision = EpochChoice.decide(reader, server, ids);
    Optional<LostRange> lost = EpochChoice.lost(reader, server);
    boolean simulated = who.seed() != null;
    var stamp = stamps.at(atMicros, simulated);
    Journal journal = Journal.open(store, who.signer(), ids, who.device(), decision, stamp);
    ClockKind clock = simulated ? ClockKind.SIMULATED : ClockKind.REAL;
    journal.append(stamp, new Boot(SOFTWARE, clock));
    lost.ifPresent(range -> journal.append(stamp, setBack(range)));
    if (aside > 0) {
      journal.append(stamp, alert(AlertCode.SET_ASIDE, who.device(), aside));
    }
    ShelfFile.Kept kept = file.read();
    takeUp(kept, journal, reader, recovery, stamps);
    forgetWhatIsOver(kept, file, recovery);
    Recovered recovered = recovery.recovered(kept.tender());
    return new ShelfBoot(journal, recovered, recovery.planogram(), recovery.prices(), lost, aside);
  }

  /** Commits, with the opening of a session that had not reached the journal. */
  private static void takeUp(
      ShelfFile.Kept kept,
      Journal journal,
      JournalReader reader,
      Recovery recovery,
      Stamps stamps) {
    Opening noted = kept.opening();
    long first = journal.nextSeq();
    if (noted != null && !recovery.hasOpened(noted.entry().session())) {
      List<Body> bodies = new ArrayList<>();
      if (noted.door() != null) {
        bodies.add(new Door(noted.door(), true));
      }
      bodies.add(recovery.inFull(noted.entry()));
      journal.append(stamps.at(noted.atMicros(), noted.timeTrusted()), bodies);
    }
    journal.commit();
    reader.entries(journal.epoch(), first, journal.nextSeq()).forEach(recovery::accept);
  }

  /** Else a boot after many more might take it for a session that the journal lacks. */
  private static void forgetWhatIsOver(ShelfFile.Kept kept, ShelfFile file, Recovery recovery) {
    if (kept.opening() != null && recovery.isIdle()) {
      file.keep(kept.tender(), null);
    }
  }

  private static Alert setBack(LostRange lost) {
    return alert(AlertCode.SET_BACK, lost.toString(), lost.entries());
  }

  private static Alert alert(AlertCode code, String subject, long count) {
    return new Alert(code.word(), code.level(), subject, count);
  }

  private static IdSource ids(Who who, Optional<JournalHead> head) {
    if (who.seed() == null) {
      return new IdSource(who.chance());
    }
    String state = head.map(h -> h.epoch().hex() + " " + h.size()).orElse("empty");
    return new IdSource(
        new SeededRandom("loulan ids " + who.seed() + " " + who.device() + " " + state));
  }

  private static void readBack(JournalReader reader, Recovery recovery) {
    List<EpochId> epochs = reader.epochs();
    int first = epochs.size();
    long left = MOST_ENTRIES_READ;
    while (first > 0 && left > 0) {
      first--;
      left -= reader.size(epochs.get(first));
    }
    for (EpochId epoch : epochs.subList(first, epochs.size())) {
      long size = reader.size(epoch);
      long from = Math.max(0, epoch.equals(epochs.get(first)) ? -left : 0);
      for (; from < size; from += BLOCK) {
        reader.entries(epoch, from, Math.min(size, from + BLOCK)).forEach(recovery::accept);
      }
    }
  }
}
