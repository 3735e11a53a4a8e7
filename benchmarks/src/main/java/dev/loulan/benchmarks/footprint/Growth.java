package dev.loulan.benchmarks.footprint;

import dev.loulan.agent.boot.ServerPosition;
import dev.loulan.agent.boot.ShelfBoot;
import dev.loulan.agent.boot.ShelfFile;
import dev.loulan.agent.boot.Stamps;
import dev.loulan.agent.documents.DocumentFolder;
import dev.loulan.agent.documents.DocumentReader;
import dev.loulan.agent.files.FolderFiles;
import dev.loulan.agent.ingest.EffectRunner;
import dev.loulan.agent.ingest.Outlets;
import dev.loulan.agent.session.Input;
import dev.loulan.agent.session.Opening;
import dev.loulan.agent.session.SessionNotice;
import dev.loulan.agent.session.ShelfMachine;
import dev.loulan.agent.session.ShelfSettings;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Tender;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.provisioning.party.PartyPublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sales through the agent's own state machine and journal, without broker and bridge, as fast as
 * they go: one plate at 10 samples a second, a door that opens and closes around each take.
 */
final class Growth implements Outlets {
  private static final String DEVICE = "growth";
  private static final long SECOND = 1_000_000;
  private static final int UNIT_MG = 80_000;
  private static final int FULL = 40;

  private final Path folder;
  private final String operatorKey;
  private final ShelfMachine machine;
  private final EffectRunner runner;
  private final SqliteJournalStore store;
  private long at = 1_790_000_000L * SECOND;
  private long sequence;
  private int units = FULL;
  private long sales;

  Growth(Path folder) throws IOException {
    this.folder = folder;
    this.operatorKey = WideShelf.keepDocuments(folder, DEVICE);
    this.store = SqliteJournalStore.open(journal());
    FolderFiles files = new FolderFiles(folder);
    Stamps stamps = Stamps.simulated();
    ShelfBoot boot =
        ShelfBoot.open(
            store,
            new ShelfBoot.Who(
                DEVICE, Ed25519Signer.fromSeed(new byte[32]), "1", new SecureRandom()),
            new ServerPosition.Unknown(),
            new ShelfFile(files),
            stamps,
            0);
    this.machine =
        new ShelfMachine(
            boot.recovered(), new ShelfSettings(ZoneOffset.UTC, 0, "USD", false), List.of(), true);
    this.runner = new EffectRunner(boot.journal(), stamps, this);
    DocumentReader reader = new DocumentReader(DEVICE, PartyPublicKey.ofBase64(operatorKey));
    step(new Input.DocumentsArrived(new DocumentFolder(files).all(reader)));
    step(
        new Input.Hello(
            new Frame.Hello(
                WideShelf.board(0),
                Frame.Clock.SIMULATED,
                1,
                1,
                Frame.DoorState.CLOSED,
                List.of("s1p1")),
            true));
    rest(5);
  }

  private Path journal() {
    return folder.resolve("journal.sqlite");
  }

  /** Makes one visit more. */
  void visit() {
    if (units == 0) {
      refill();
    }
    door(true);
    rest(2);
    units--;
    rest(2);
    door(false);
    rest(3);
  }

  long sales() {
    return sales;
  }

  /** Bytes of the journal with its write-ahead log. */
  long journalBytes() throws IOException {
    Path log = folder.resolve("journal.sqlite-wal");
    return Files.size(journal()) + (Files.exists(log) ? Files.size(log) : 0);
  }

  // A restock: what is put in while it lasts is no sale.
  private void refill() {
    step(new Input.Restocking(true));
    door(true);
    rest(2);
    units = FULL;
    rest(2);
    door(false);
    rest(3);
    step(new Input.Restocking(false));
  }

  private void door(boolean open) {
    at += 1_000;
    next(new Frame.Door(WideShelf.board(0), ++sequence, at, open));
  }

  private void rest(int seconds) {
    for (int i = 0; i < seconds; i++) {
      int[] offsets = new int[10];
      int[] readings = new int[10];
      for (int sample = 0; sample < 10; sample++) {
        offsets[sample] = sample * 100_000;
        readings[sample] = units * UNIT_MG + 150 * (int) ((sequence * 31 + sample * 17L) % 7 - 3);
      }
      SampleBlock block = new SampleBlock(at, offsets, readings);
      next(new Frame.Samples(WideShelf.board(0), ++sequence, block));
      at += SECOND;
    }
  }

  private void next(Frame frame) {
    step(new Input.Next(1, frame, at, 0));
  }

  private void step(Input input) {
    runner.carryOut(machine.step(input));
  }

  @Override
  public void notice(SessionNotice notice) {
    sales += notice.state() == SessionNotice.State.CONFIRMED ? 1 : 0;
  }

  @Override
  public void consumed(String board, long stream, long consumed) {}

  @Override
  public void keepEvidence(Bytes sha256, Bytes window) {}

  @Override
  public void keepShelf(@Nullable Tender tender, @Nullable Opening opening) {}

  @Override
  public void alert(Alert alert) {}

  @Override
  public void committed() {}

  void close() {
    runner.commit();
    store.close();
  }
}
