package dev.loulan.agent.session;

import dev.loulan.agent.boot.ServerPosition;
import dev.loulan.agent.boot.ShelfBoot;
import dev.loulan.agent.boot.ShelfFile;
import dev.loulan.agent.boot.Stamps;
import dev.loulan.agent.files.FolderFiles;
import dev.loulan.agent.ingest.EffectRunner;
import dev.loulan.agent.ingest.Outlets;
import dev.loulan.agent.merge.BoardFrame;
import dev.loulan.agent.merge.FrameMerge;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.Tender;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One board, a machine and a real journal file; crashes lose what was not durable. */
final class ShelfRig implements Outlets, AutoCloseable {
  private final Path folder;
  private final String board;
  private final long stream;
  private final List<Frame> frames;
  private final Frame.Hello hello;
  private final ShelfSettings settings;
  private final List<ShelfDocument> documents;
  private final ShelfFile shelfFile;
  final List<SessionNotice> notices = new ArrayList<>();

  /** How often an opening or a tender was written beside the journal. */
  int kept;

  private int acknowledged;
  private int next;
  private @Nullable SqliteJournalStore store;
  private @Nullable ShelfMachine machine;
  private @Nullable EffectRunner runner;
  private FrameMerge<Frame> merge = new FrameMerge<>(List.of());

  ShelfRig(
      Path folder,
      Frame.Hello hello,
      List<Frame> frames,
      ShelfSettings settings,
      List<ShelfDocument> documents) {
    this.folder = folder;
    this.board = hello.board();
    this.stream = hello.streamId();
    this.frames = frames;
    this.hello = hello;
    this.settings = settings;
    this.documents = documents;
    this.shelfFile = new ShelfFile(new FolderFiles(folder));
  }

  /** Starts the agent; the board says hello and goes on at its first unacknowledged frame. */
  void boot() {
    SqliteJournalStore opened = SqliteJournalStore.open(folder.resolve("journal.sqlite"));
    store = opened;
    Stamps stamps = Stamps.simulated();
    ShelfBoot boot =
        ShelfBoot.open(
            opened,
            new ShelfBoot.Who(
                "shelf-1", Ed25519Signer.fromSeed(new byte[32]), "7", new SecureRandom()),
            new ServerPosition.Unknown(),
            shelfFile,
            stamps,
            0);
    List<ShelfDocument> inEffect =
        documents.stream()
            .filter(d ->
                boot.planogram().filter(d.signed()::equals).isPresent()
                    || boot.prices().filter(d.signed()::equals).isPresent())
            .toList();
    ShelfMachine fresh = new ShelfMachine(boot.recovered(), settings, inEffect, true);
    machine = fresh;
    runner = new EffectRunner(boot.journal(), stamps, this);
    merge = new FrameMerge<>(List.of(board));
    step(new Input.DocumentsArrived(documents));
    boolean isNew = merge.hello(board, stream, acknowledged + 1);
    Frame.DoorState door = hello.door();
    for (Frame frame : frames.subList(0, Math.max(next, acknowledged))) {
      if (frame instanceof Frame.Door moved) {
        door = moved.open() ? Frame.DoorState.OPEN : Frame.DoorState.CLOSED;
      }
    }
    step(
        new Input.Hello(
            new Frame.Hello(board, hello.clock(), stream, acknowledged + 1, door, hello.plates()),
            isNew));
    next = acknowledged;
  }

  /** Gives one more frame; false when there is none. */
  boolean feedOne() {
    if (next >= frames.size()) {
      return false;
    }
    Frame frame = frames.get(next++);
    long at =
        switch (frame) {
          case Frame.Samples samples -> samples.block().atMicros(0);
          case Frame.Door door -> door.atMicros();
          case Frame.Scan scan -> scan.atMicros();
          case Frame.Tender tender -> tender.atMicros();
          case Frame.Alive alive -> alive.atMicros();
          case Frame.End end -> end.atMicros();
          case Frame.Hello _, Frame.Ack _, Frame.Refuse _ -> throw new IllegalStateException();
        };
    merge.offer(
        new BoardFrame<>(
            board, stream, frame.sequence(), at, at, frame instanceof Frame.End, frame));
    for (var merged = merge.poll(); merged.isPresent(); merged = merge.poll()) {
      var m = merged.get();
      step(new Input.Next(stream, m.frame().content(), m.atMicros(), m.missingBefore()));
    }
    return true;
  }

  /** The next frame is lost between board and broker. */
  void loseOne() {
    next++;
  }

  void feedAll() {
    while (feedOne()) {}
  }

  /** The power goes: what was not durable is lost, and nobody says goodbye. */
  void crash() {
    if (store != null) {
      store.close();
    }
    machine = null;
    runner = null;
  }

  int waiting() {
    return next - acknowledged;
  }

  int position() {
    return next;
  }

  /** Every entry of all epochs, in order. */
  List<JournalEntry> entries() {
    if (runner != null) {
      runner.commit();
    }
    return durable();
  }

  /** The session whose opening is kept beside the journal. */
  Optional<String> noted() {
    return Optional.ofNullable(shelfFile.read().opening()).map(o -> o.entry().session());
  }

  /** What a power cut now would leave. */
  List<JournalEntry> durable() {
    List<JournalEntry> all = new ArrayList<>();
    try (SqliteJournalStore reading =
        SqliteJournalStore.openReadOnly(folder.resolve("journal.sqlite"))) {
      var reader = new dev.loulan.journal.JournalReader(reading);
      for (var epoch : reader.epochs()) {
        all.addAll(reader.entries(epoch, 0, reader.head(epoch).size()));
      }
    }
    return all;
  }

  String root() {
    if (runner != null) {
      runner.commit();
    }
    try (SqliteJournalStore reading =
        SqliteJournalStore.openReadOnly(folder.resolve("journal.sqlite"))) {
      return new dev.loulan.journal.JournalReader(reading).head().orElseThrow().root().hex();
    }
  }

  void step(Input input) {
    if (machine == null || runner == null) {
      throw new IllegalStateException("not booted");
    }
    runner.carryOut(machine.step(input));
  }

  @Override
  public void consumed(String of, long inStream, long sequence) {
    acknowledged = Math.max(acknowledged, (int) sequence);
  }

  @Override
  public void notice(SessionNotice notice) {
    notices.add(notice);
  }

  @Override
  public void keepEvidence(Bytes sha256, Bytes window) {}

  @Override
  public void keepShelf(@Nullable Tender tender, @Nullable Opening opening) {
    kept++;
    shelfFile.keep(tender, opening);
  }

  @Override
  public void alert(dev.loulan.journal.entry.Alert alert) {}

  @Override
  public void committed() {}

  @Override
  public void close() {
    crash();
  }
}
