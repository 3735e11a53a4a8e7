package dev.loulan.agent;

import dev.loulan.agent.alert.Alerts;
import dev.loulan.agent.identity.KeyWatch;
import dev.loulan.agent.session.AlertCode;
import dev.loulan.agent.store.Archiving;
import dev.loulan.agent.store.DailyCare;
import dev.loulan.agent.store.JournalCheck;
import dev.loulan.agent.store.ShelfLock;
import dev.loulan.agent.store.StoreState;
import dev.loulan.agent.store.StoreWatch;
import dev.loulan.bridge.BridgeException;
import dev.loulan.bridge.gpio.DoorLock;
import dev.loulan.journal.sqlite.EvidenceStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * All that looks after a running agent's journal: its place, its soundness, its archives, its key,
 * and the lock that keeps the door shut while it cannot take a sale.
 */
final class JournalCare implements AutoCloseable {
  private static final Duration FIRST = Duration.ofMinutes(1);

  private final Optional<DoorLock> door;
  private final ShelfLock lock;
  private final StoreWatch store;
  private final DailyCare daily;
  private final Optional<KeyWatch> keys;

  /**
   * Whom it tells.
   *
   * @param journaled takes an alert that belongs in the journal
   * @param locked is told whether nobody may open the shelf; says whether it took it
   * @param damaged takes a sentence when an entry is not what was signed
   */
  record Listeners(
      Consumer<AlertCode> journaled, Predicate<Boolean> locked, Consumer<String> damaged) {}

  private JournalCare(
      AgentSettings settings,
      AgentParts parts,
      EvidenceStore evidence,
      Alerts alerts,
      Optional<DoorLock> door,
      Listeners listeners) {
    Path journal = settings.data().resolve("journal.sqlite");
    InstantSource clock = InstantSource.system();
    this.door = door;
    this.lock =
        new ShelfLock(locked -> {
          door.ifPresent(of -> of.lock(locked));
          return listeners.locked.test(locked);
        });
    this.store =
        new StoreWatch(
            settings.data(),
            settings.store(),
            evidence,
            parts.journal(),
            alerts,
            clock,
            lock,
            listeners.journaled);
    Optional<Archiving> archiving =
        settings.isSimulated()
            ? Optional.empty()
            : Optional.of(
                new Archiving(
                    journal, parts.store(), parts.journal(), settings.retention(), clock));
    this.daily =
        new DailyCare(FIRST, new JournalCheck(journal, listeners.damaged), archiving, alerts);
    this.keys =
        settings.isSimulated()
            ? Optional.empty()
            : Optional.of(
                new KeyWatch(
                    parts.handover(),
                    parts.journal(),
                    settings.data(),
                    settings.server().isPresent(),
                    () -> parts.stamps().at(AgentParts.wallMicros(), false),
                    System.err::println));
  }

  /**
   * Takes the pin of the lock, which is shut until {@link #start}.
   *
   * @throws BridgeException when there is no such pin
   */
  static JournalCare of(
      AgentSettings settings,
      AgentParts parts,
      EvidenceStore evidence,
      Alerts alerts,
      Listeners listeners)
      throws BridgeException {
    Optional<DoorLock> door = Optional.empty();
    if (settings.lock().isPresent()) {
      AgentSettings.Lock wanted = settings.lock().get();
      door = Optional.of(DoorLock.open(wanted.pins(), wanted.pin(), wanted.opensWhenHigh()));
    }
    return new JournalCare(settings, parts, evidence, alerts, door, listeners);
  }

  void start() {
    store.start();
    daily.start();
    keys.ifPresent(KeyWatch::start);
  }

  /** How the journal's place is; empty when it could not be measured. */
  Optional<StoreState> store() {
    return store.state();
  }

  /** Why nobody may open the shelf; empty while anybody may. */
  List<String> lockedBecause() {
    return lock.reasons();
  }

  /** The journal takes nothing more. */
  void journalStopped() {
    lock.forGood();
  }

  @Override
  public void close() {
    keys.ifPresent(KeyWatch::close);
    store.close();
    daily.close();
    door.ifPresent(DoorLock::close);
  }
}
