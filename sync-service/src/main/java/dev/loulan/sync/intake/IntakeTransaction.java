package dev.loulan.sync.intake;

import dev.loulan.journal.entry.EpochId;
import java.util.List;
import java.util.Optional;

/** What can be read and written within one transaction of an {@link IntakeStore}. */
public interface IntakeTransaction {

  /** The keys with which the device signs its journal; empty before it registered one. */
  Optional<DeviceKeys> keys(String device);

  /** Keeps a device's keys in place of those before. */
  void putKeys(String device, DeviceKeys keys);

  Optional<EpochState> epoch(String device, EpochId epoch);

  /** The epoch of the device that came last. */
  Optional<EpochState> lastEpoch(String device);

  /** The epoch that came right after this one; the device's first for an empty one. */
  Optional<EpochId> epochAfter(String device, Optional<EpochId> epoch);

  /** Keeps an epoch's state in place of the one before. */
  void putEpoch(String device, EpochState state);

  /** Devices of which an epoch came, by name. */
  List<String> devices();

  /** The entries {@code from} (with) to {@code to} (without); fewer when fewer are kept. */
  List<byte[]> entries(String device, EpochId epoch, long from, long to);

  /** Adds entries that follow the last one kept. */
  void append(String device, EpochId epoch, long from, List<byte[]> entries);

  /** How many entries are kept of a device, over all epochs. */
  long entryCount(String device);

  /** The note with which the device signed this size. */
  Optional<String> checkpoint(String device, EpochId epoch, long size);

  /** The sizes that the device signed, above {@code size}, the smallest first. */
  List<Long> checkpointsAfter(String device, EpochId epoch, long size);

  void putCheckpoint(String device, EpochId epoch, long size, String note);

  /** The device was heard of. */
  void putContact(String device, long atMillis);

  /** Keeps something that a person should know; the same again changes nothing. */
  void putFinding(String device, String code, String what, String evidence, long atMillis);

  /** Takes nothing more from a device; a quarantine that is there stays. */
  void putQuarantine(Quarantine quarantine);

  Optional<Quarantine> quarantine(String device);

  /** Ends a quarantine; whether there was one. */
  boolean release(String device);

  /** The device's last transaction for the ledger. */
  Optional<Submission> lastSubmission(String device);

  /** Whether the device's epoch up to exactly this size was sent to the ledger. */
  boolean wasSubmitted(String device, EpochId epoch, long size);

  /** Keeps a new transaction before it is sent, and gives it its number. */
  Submission putSubmission(Submission unnumbered);

  /** Notes what became of a transaction; one that is committed needs its envelope no more. */
  void mark(long number, Submission.State state, String what);

  /** Keeps what the ledger endorsed of a transaction before it is sent; empty bytes drop it. */
  void keepPrepared(long number, String txId, byte[] prepared);

  /**
   * Claims the device for a replica of the server until a time, unless another replica's claim
   * still runs.
   *
   * @return whether the claim is this replica's
   */
  boolean lease(String device, String holder, long nowMillis, long untilMillis);

  /** How many entries of the device are on the ledger. */
  long committedEntries(String device);
}
