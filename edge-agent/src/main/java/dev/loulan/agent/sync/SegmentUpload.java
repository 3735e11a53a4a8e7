package dev.loulan.agent.sync;

import com.upokecenter.cbor.CBORObject;
import dev.loulan.agent.boot.ServerPosition;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.CosignedStore;
import dev.loulan.journal.JournalHead;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.NoteFormatException;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import java.io.IOException;
import java.util.List;

/** Posts what the server has not cosigned yet, epoch by epoch. One thread. */
public final class SegmentUpload {
  private final JournalReader journal;
  private final CosignedStore state;
  private final ServerClient server;

  /** How an attempt ended. */
  public sealed interface Result {
    /** The server has all there is. */
    record Done() implements Result {}

    /** Something was taken or the position was put right: go on. */
    record Progress() implements Result {}

    /** The server refuses; the code says why. */
    record Refused(String code) implements Result {}
  }

  public SegmentUpload(JournalReader journal, CosignedStore state, ServerClient server) {
    this.journal = journal;
    this.state = state;
    this.server = server;
  }

  /**
   * Sends the next segment.
   *
   * @throws IOException when no answer came; the server may have taken it
   */
  public Result next() throws IOException, InterruptedException {
    for (EpochId epoch : journal.epochs()) {
      long from = cosigned(epoch);
      JournalHead head = journal.head(epoch);
      if (from < head.size()) {
        return send(head, from);
      }
    }
    return new Result.Done();
  }

  private long cosigned(EpochId epoch) {
    return state.highest(epoch).map(note -> Checkpoint.parse(note).size()).orElse(0L);
  }

  private Result send(JournalHead head, long from) throws IOException, InterruptedException {
    List<Bytes> leaves = journal.leaves(head.epoch(), from, head.size());
    CBORObject entries = CBORObject.NewArray();
    leaves.forEach(leaf -> entries.Add(leaf.toArray()));
    byte[] body =
        CBORObject.NewMap()
            .Add("epoch", head.epoch().value().toArray())
            .Add("from", from)
            .Add("entries", entries)
            .Add("checkpoint", head.checkpoint().encode())
            .EncodeToBytes();
    ServerClient.Answer answer = server.postCbor("/sync/v1/segments", body);
    try {
      return read(answer, from);
    } catch (JsonException | NoteFormatException e) {
      return new Result.Refused("HTTP " + answer.status());
    }
  }

  private Result read(ServerClient.Answer answer, long from) {
    Fields fields = Fields.of(JsonReader.read(answer.body()), "the server's answer");
    String code = fields.textOrNone("code").orElse("HTTP " + answer.status());
    boolean moved = answer.isOk() || code.equals("POSITION");
    Fields position = fields.objectOrNone("position").orElse(fields);
    if (moved && keep(position, from)) {
      return new Result.Progress();
    }
    return new Result.Refused(code);
  }

  /** Returns whether the server is somewhere else than it was taken to be. */
  private boolean keep(Fields position, long from) {
    var note = Positions.cosigned(position);
    if (note.isEmpty()) {
      return false;
    }
    state.put(SignedNote.parse(note.get()));
    return Positions.position(position) instanceof ServerPosition.At at && at.size() != from;
  }
}
