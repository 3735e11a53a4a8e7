package dev.loulan.journal.verify;

import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How two views of a device's log relate.
 *
 * @param epoch the epoch that decided; empty when the two share none
 * @param sizeA known to the first
 * @param sizeB known to the second
 * @param parted the first entry in which they differ; -1 when they do not, or it cannot be told
 * @param proof two checkpoints of one size with two roots, one of each side; empty when there are
 *     none
 */
public record Comparison(
    Relation relation,
    Optional<LogName> epoch,
    long sizeA,
    long sizeB,
    long parted,
    List<SignedNote> proof) {

  /** How the second relates to the first. */
  public enum Relation {
    /** The same entries. */
    SAME,
    /** The second goes on where the first ends. */
    EXTENDS,
    /** The first goes on where the second ends. */
    BEHIND,
    /** They share a beginning and then hold other entries: two logs were signed. */
    FORKED,
    /** They are of one device, and nothing of them can be compared without a journal. */
    UNKNOWN,
    /** They are of different devices. */
    OTHER_DEVICE
  }

  public Comparison {
    proof = List.copyOf(proof);
  }

  /** Compares; what the two say of themselves is taken as it is, so verify journals before. */
  public static Comparison of(LogView a, LogView b) {
    if (!a.device().equals(b.device())) {
      return new Comparison(Relation.OTHER_DEVICE, Optional.empty(), 0, 0, -1, List.of());
    }
    Comparison last = new Comparison(Relation.UNKNOWN, Optional.empty(), 0, 0, -1, List.of());
    for (EpochId epoch : a.epochs()) {
      if (b.epochs().contains(epoch)) {
        last = epoch(a, b, epoch);
        if (last.relation == Relation.FORKED) {
          return last;
        }
      }
    }
    return last.relation == Relation.SAME ? byLaterEpochs(a, b, last) : last;
  }

  /** Whether anyone who has the key can see from the proof alone that two logs were signed. */
  public boolean isProvedBy(VerifierKey key) {
    return proof.size() == 2 && proof.stream().allMatch(note -> note.isSignedBy(key));
  }

  private static Comparison epoch(LogView a, LogView b, EpochId epoch) {
    long sizeA = a.size(epoch);
    long sizeB = b.size(epoch);
    long common = Math.min(sizeA, sizeB);
    Optional<LogName> log = Optional.of(new LogName(a.device(), epoch));
    Optional<Bytes> rootA = a.rootAt(epoch, common);
    Optional<Bytes> rootB = b.rootAt(epoch, common);
    if (rootA.isEmpty() || rootB.isEmpty()) {
      return new Comparison(Relation.UNKNOWN, log, sizeA, sizeB, -1, List.of());
    }
    if (!rootA.equals(rootB)) {
      long parted = parted(a, b, epoch, common);
      List<SignedNote> proof = proof(a, b, epoch, Math.max(1, parted + 1));
      return new Comparison(Relation.FORKED, log, sizeA, sizeB, parted, proof);
    }
    Relation relation =
        sizeA == sizeB ? Relation.SAME : sizeA < sizeB ? Relation.EXTENDS : Relation.BEHIND;
    return new Comparison(relation, log, sizeA, sizeB, -1, List.of());
  }

  /** The first entry that differs, by halving; -1 when one side knows one root only. */
  private static long parted(LogView a, LogView b, EpochId epoch, long differs) {
    long same = 0;
    long other = differs;
    while (other - same > 1) {
      long middle = (same + other) / 2;
      Optional<Bytes> rootA = a.rootAt(epoch, middle);
      Optional<Bytes> rootB = b.rootAt(epoch, middle);
      if (rootA.isEmpty() || rootB.isEmpty()) {
        return -1;
      }
      if (rootA.equals(rootB)) {
        same = middle;
      } else {
        other = middle;
      }
    }
    return other - 1;
  }

  private static List<SignedNote> proof(LogView a, LogView b, EpochId epoch, long from) {
    Set<Long> signedByB = new HashSet<>(b.signedSizes(epoch, from));
    for (long size : a.signedSizes(epoch, from)) {
      boolean differ = !a.rootAt(epoch, size).equals(b.rootAt(epoch, size));
      if (signedByB.contains(size) && differ) {
        return List.of(a.signedAt(epoch, size), b.signedAt(epoch, size));
      }
    }
    return List.of();
  }

  /** Both end in the same state of a shared epoch; one may know later ones. */
  private static Comparison byLaterEpochs(LogView a, LogView b, Comparison same) {
    boolean moreA = !b.epochs().contains(a.epochs().getLast());
    boolean moreB = !a.epochs().contains(b.epochs().getLast());
    Relation relation =
        moreA && moreB
            ? Relation.FORKED
            : moreA ? Relation.BEHIND : moreB ? Relation.EXTENDS : Relation.SAME;
    return new Comparison(relation, same.epoch, same.sizeA, same.sizeB, -1, List.of());
  }
}
