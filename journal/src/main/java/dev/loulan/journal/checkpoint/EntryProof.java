package dev.loulan.journal.checkpoint;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.merkle.Proofs;
import dev.loulan.journal.merkle.TreeHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proof that an entry is in a log, which anyone checks offline (C2SP tlog-proof).
 *
 * @param extra the entry's own bytes when they travel with the proof; null otherwise
 * @param index of the entry
 * @param path the audit path, from the leaf's sibling up
 * @param checkpoint signed by the log, and perhaps by witnesses
 */
public record EntryProof(
    @Nullable Bytes extra, long index, List<Bytes> path, SignedNote checkpoint) {

  private static final String HEADER = "c2sp.org/tlog-proof@v1";

  public EntryProof {
    path = List.copyOf(path);
  }

  /** The proof as text. */
  public String encode() {
    StringBuilder proof = new StringBuilder(HEADER).append('\n');
    if (extra != null) {
      proof.append("extra ").append(extra.base64()).append('\n');
    }
    proof.append("index ").append(index).append('\n');
    path.forEach(hash -> proof.append(hash.base64()).append('\n'));
    return proof.append('\n').append(checkpoint.encode()).toString();
  }

  /**
   * Reads a proof; nothing is verified yet.
   *
   * @throws NoteFormatException when it is none
   */
  public static EntryProof parse(String proof) {
    int split = proof.indexOf("\n\n");
    if (!proof.startsWith(HEADER + "\n") || split < 0) {
      throw new NoteFormatException("A proof begins with " + HEADER + " and ends in a checkpoint");
    }
    List<String> lines = new ArrayList<>(List.of(proof.substring(0, split).split("\n", -1)));
    lines.removeFirst();
    Bytes extra = null;
    if (!lines.isEmpty() && lines.getFirst().startsWith("extra ")) {
      extra = Base64Text.decode("the proof's extra data", lines.removeFirst().substring(6));
    }
    if (lines.isEmpty() || !lines.getFirst().matches("index (0|[1-9][0-9]{0,17})")) {
      throw new NoteFormatException("The proof lacks its line 'index N'");
    }
    long index = Long.parseLong(lines.removeFirst().substring(6));
    List<Bytes> path = new ArrayList<>();
    lines.forEach(line -> path.add(Base64Text.decode("the proof's path", line)));
    return new EntryProof(extra, index, path, SignedNote.parse(proof.substring(split + 2)));
  }

  /** Whether the key signed a checkpoint of a log that holds these bytes at the index. */
  public boolean proves(byte[] entry, VerifierKey log) {
    Checkpoint head = Checkpoint.parse(checkpoint);
    return checkpoint.isSignedBy(log)
        && Proofs.includes(index, head.size(), head.root(), TreeHash.leaf(entry), path);
  }
}
