package dev.loulan.sync.intake;

import static dev.loulan.sync.intake.SegmentCheck.require;

import dev.loulan.journal.KeySuccession;
import dev.loulan.journal.checkpoint.Cosigner;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.EpochId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Takes segments of devices' journals.
 *
 * <p>A segment is taken whole or not at all, and the same segment again is success. The answer is a
 * promise: the cosignature says that the server holds these entries, that they are signed by the
 * device's registered key and that its log only grew.
 */
public final class Intake {
  private final IntakeStore store;
  private final Cosigner cosigner;
  private final InstantSource clock;
  private final boolean simulatedClockAllowed;
  private final RegisteredKeys registered;

  /**
   * An intake over its store.
   *
   * @param registered is asked for the key of a device that the store does not know
   */
  public Intake(
      IntakeStore store,
      Cosigner cosigner,
      InstantSource clock,
      boolean simulatedClockAllowed,
      RegisteredKeys registered) {
    this.store = store;
    this.registered = registered;
    this.cosigner = cosigner;
    this.clock = clock;
    this.simulatedClockAllowed = simulatedClockAllowed;
  }

  /** The key with which others check the cosignatures. */
  public VerifierKey witnessKey() {
    return cosigner.key();
  }

  /** Keeps the key with which a device signs; the same key, or one that handed over, is success. */
  public void registerKey(String device, VerifierKey key) {
    DeviceKeys registered =
        store.write(kept -> {
          if (kept.keys(device).isEmpty()) {
            kept.putKeys(device, new DeviceKeys(key, List.of()));
          }
          return kept.keys(device).orElseThrow();
        });
    require(
        registered.hold(key),
        IntakeCode.KEY_DIFFERS,
        "Device %s registered another journal key before: %s."
            .formatted(device, registered.current().encode()));
  }

  /** The key that signs the device's journal now. */
  public Optional<VerifierKey> key(String device) {
    return store.read(kept -> kept.keys(device)).map(DeviceKeys::current);
  }

  /** The highest state that was cosigned for this device, in the last epoch that was accepted. */
  public Position position(String device) {
    return store
        .read(kept -> kept.lastEpoch(device))
        .map(EpochState::position)
        .orElse(Position.NONE);
  }

  /**
   * Takes a segment and answers with the position after it.
   *
   * @throws IntakeException when it is not sound or does not fit; nothing is stored but a finding
   */
  public Position accept(String device, Segment segment) {
    try {
      return take(device, segment);
    } catch (IntakeException e) {
      if (e.code() != IntakeCode.KEY_UNKNOWN || !recallKey(device)) {
        throw e;
      }
      return take(device, segment);
    }
  }

  /** Whether the key that this server does not know, or not any more, was registered for good. */
  private boolean recallKey(String device) {
    Optional<VerifierKey> first = registered.first(device);
    first.ifPresent(key -> registerKey(device, key));
    return first.isPresent();
  }

  private Position take(String device, Segment segment) {
    try {
      return store.write(kept -> accept(kept, device, segment));
    } catch (IntakeException e) {
      if (e.code() == IntakeCode.FORK || e.code() == IntakeCode.SET_BACK) {
        quarantine(device, segment, e);
      }
      throw e;
    }
  }

  /** Why nothing is taken from the device, when that is so. */
  public Optional<Quarantine> quarantine(String device) {
    return store.read(kept -> kept.quarantine(device));
  }

  /** Takes from the device again; whether it was quarantined. */
  public boolean release(String device) {
    return store.write(kept -> kept.release(device));
  }

  private Position accept(IntakeTransaction kept, String device, Segment segment) {
    DeviceKeys keys =
        kept.keys(device)
            .orElseThrow(() ->
                new IntakeException(
                    IntakeCode.KEY_UNKNOWN,
                    "Device %s has registered no journal key.".formatted(device)));
    requireFree(kept, device);
    Optional<EpochState> last = kept.lastEpoch(device);
    Optional<EpochState> known = kept.epoch(device, segment.epoch());
    EpochState state = known.orElseGet(() -> EpochState.begin(segment.epoch()));
    long size = state.frontier().size();
    require(
        segment.from() <= size,
        IntakeCode.POSITION,
        "The segment begins at entry %d, the server has %d entries of this epoch."
            .formatted(segment.from(), size));
    // Only now: a change of keys may lie in what is missing here, and the device can send it again.
    SegmentCheck check = new SegmentCheck(device, segment, simulatedClockAllowed);
    SignedNote note = check.note(keys);
    Forks.requireSameAsStored(kept, device, segment, note, size);
    if (segment.to() <= size) {
      Forks.requireSameRoot(kept, device, segment, note, state);
      return last.orElseThrow().position();
    }
    require(
        known.isEmpty() || state.epoch().equals(last.orElseThrow().epoch()),
        IntakeCode.POSITION,
        "The epoch %s was followed by another one; it cannot grow any more."
            .formatted(segment.epoch()));
    List<byte[]> fresh =
        segment.entries().subList(Math.toIntExact(size - segment.from()), segment.entries().size());
    KeySuccession succession = new KeySuccession(device, keys.current());
    EpochState next = check.extend(state, fresh, succession);
    check.requireSigned(succession.signed(note), succession.current());
    require(
        SegmentCheck.agrees(note, next.frontier()),
        IntakeCode.ROOT,
        "The root over the %d entries is not the one that the checkpoint says."
            .formatted(next.frontier().size()));
    if (size == 0) {
      Parents.require(kept, device, fresh.getFirst(), last, clock.millis());
    }
    if (succession.changed()) {
      kept.putKeys(device, keys.after(succession));
    }
    return store(kept, device, size, fresh, next, note);
  }

  private Position store(
      IntakeTransaction kept,
      String device,
      long from,
      List<byte[]> fresh,
      EpochState state,
      SignedNote note) {
    long now = clock.millis();
    String cosigned = cosigner.cosign(note, now / 1_000).encode();
    EpochState next =
        new EpochState(state.epoch(), state.frontier(), state.counters(), note.encode(), cosigned);
    EpochId epoch = state.epoch();
    kept.putEpoch(device, next);
    kept.append(device, epoch, from, fresh);
    kept.putCheckpoint(device, epoch, from + fresh.size(), note.encode());
    kept.putContact(device, now);
    return next.position();
  }

  private static void requireFree(IntakeTransaction kept, String device) {
    Optional<Quarantine> quarantine = kept.quarantine(device);
    if (quarantine.isPresent()) {
      throw new IntakeException(
          IntakeCode.QUARANTINED,
          "%s The device is quarantined until a person releases it."
              .formatted(quarantine.get().what()));
    }
  }

  private void quarantine(String device, Segment segment, IntakeException e) {
    String what = String.valueOf(e.getMessage());
    var _ =
        store.write(kept -> {
          String ours = kept.lastEpoch(device).map(EpochState::cosigned).orElse("");
          String proof = ours + "\n" + segment.checkpoint();
          kept.putFinding(device, e.code().name(), what, segment.checkpoint(), clock.millis());
          kept.putQuarantine(new Quarantine(device, what, proof, clock.instant()));
          return e.code();
        });
  }
}
