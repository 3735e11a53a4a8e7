package dev.loulan.agent.sync;

import com.upokecenter.cbor.CBORObject;
import dev.loulan.agent.boot.ServerPosition;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.CosignedStore;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.checkpoint.NoteFormatException;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Posts what the server has not cosigned yet, epoch by epoch, in parts that each end at a
 * checkpoint of their own: however long a device was offline, a segment stays within the server's
 * bounds. One thread.
 */
public final class SegmentUpload {
  private static final int MOST_ENTRIES = 2_000;
  // The server takes 4 MiB; a single commit may be longer than this, and is sent whole.
  private static final long MOST_BYTES = 1024 * 1024;

  /** What a server says that lacks entries before the part: of this epoch, or of its parent. */
  private static final Set<String> ELSEWHERE = Set.of("POSITION", "EPOCH_PARENT");

  private final JournalReader journal;
  private final ServerSizes sizes;
  private final ServerClient server;

  /** How an attempt ended. */
  public sealed interface Result {
    /** The server has all there is. */
    record Done() implements Result {}

    /**
     * Go on.
     *
     * @param taken whether the server took a segment; else it is elsewhere than it was taken to be
     */
    record Progress(boolean taken) implements Result {}

    /** The server refuses; the code says why. */
    record Refused(String code) implements Result {}
  }

  public SegmentUpload(JournalReader journal, CosignedStore state, ServerClient server) {
    this.journal = journal;
    this.sizes = new ServerSizes(state);
    this.server = server;
  }

  /**
   * Sends the next segment.
   *
   * @throws IOException when no answer came; the server may have taken it
   */
  public Result next() throws IOException, InterruptedException {
    Optional<EpochId> due = due();
    return due.isPresent() ? send(part(due.get(), sizes.of(due.get()))) : new Result.Done();
  }

  /** The first epoch of which the server does not have all. */
  private Optional<EpochId> due() {
    return journal.epochs().stream()
        .filter(epoch -> sizes.of(epoch) < journal.size(epoch))
        .findFirst();
  }

  /** Entries of an epoch up to a checkpoint. */
  private record Part(EpochId epoch, long from, List<Bytes> leaves, SignedNote checkpoint) {
    long bytes() {
      return leaves.stream().mapToLong(Bytes::length).sum();
    }

    byte[] encode() {
      CBORObject entries = CBORObject.NewArray();
      leaves.forEach(leaf -> entries.Add(leaf.toArray()));
      return CBORObject.NewMap()
          .Add("epoch", epoch.value().toArray())
          .Add("from", from)
          .Add("entries", entries)
          .Add("checkpoint", checkpoint.encode())
          .EncodeToBytes();
    }
  }

  /** As much as one segment holds; halved while it is too long and has a checkpoint in between. */
  private Part part(EpochId epoch, long from) {
    Part part = part(epoch, from, MOST_ENTRIES);
    while (part.bytes() > MOST_BYTES) {
      Part half = part(epoch, from, part.leaves().size() / 2);
      if (half.leaves().size() == part.leaves().size()) {
        return part;
      }
      part = half;
    }
    return part;
  }

  private Part part(EpochId epoch, long from, long most) {
    JournalReader.SignedCheckpoint end = journal.checkpoint(epoch, from, from + most);
    return new Part(epoch, from, journal.leaves(epoch, from, end.size()), end.note());
  }

  private Result send(Part part) throws IOException, InterruptedException {
    ServerClient.Answer answer = server.postCbor("/sync/v1/segments", part.encode());
    try {
      return read(answer, part);
    } catch (JsonException | NoteFormatException e) {
      return new Result.Refused("HTTP " + answer.status());
    }
  }

  private Result read(ServerClient.Answer answer, Part part) {
    Fields fields = Fields.of(JsonReader.read(answer.body()), "the server's answer");
    if (answer.isOk()) {
      return taken(fields, part);
    }
    String code = fields.textOrNone("code").orElse("HTTP " + answer.status());
    Optional<Fields> position = fields.objectOrNone("position");
    if (ELSEWHERE.contains(code) && position.isPresent()) {
      sizes.isAt(Positions.position(position.get()), journal.epochs());
      if (!isDue(part)) {
        return new Result.Progress(false);
      }
    }
    return new Result.Refused(code);
  }

  private boolean isDue(Part part) {
    return due().filter(part.epoch()::equals).isPresent() && sizes.of(part.epoch()) == part.from();
  }

  /** The server holds the part now, or held it before. */
  private Result taken(Fields position, Part part) {
    Positions.cosigned(position).map(SignedNote::parse).ifPresent(sizes::cosigned);
    sizes.holds(part.epoch(), part.from() + part.leaves().size());
    if (Positions.position(position) instanceof ServerPosition.At at) {
      sizes.holds(at.epoch(), at.size());
    }
    return new Result.Progress(true);
  }
}
