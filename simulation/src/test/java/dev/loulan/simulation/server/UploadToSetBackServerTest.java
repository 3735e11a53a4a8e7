package dev.loulan.simulation.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.sync.SegmentUpload;
import dev.loulan.agent.sync.ServerClient;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.CosignedStore;
import dev.loulan.journal.EpochDecision;
import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.checkpoint.Cosigner;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.entry.Heartbeat;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.journal.sqlite.SyncStateStore;
import dev.loulan.simulation.store.MemoryIntakeStore;
import dev.loulan.sync.intake.Intake;
import dev.loulan.sync.intake.IntakeException;
import dev.loulan.sync.intake.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The upload of an agent against the intake of a server that lost what it had cosigned. */
class UploadToSetBackServerTest {
  private static final String DEVICE = "shelf-1";
  private static final Stamp NOW = new Stamp(1_000_000, true, 0);
  private static final int ENOUGH = 10;

  private final Ed25519Signer signer = Ed25519Signer.fromSeed(new byte[32]);
  private final IdSource ids = new IdSource(new SplittableRandom(1));
  private final Intake before = intake();
  private final Intake setBack = intake();

  @TempDir Path folder;

  @Test
  void what_it_lost_of_the_parent_is_sent_again_before_the_epoch_that_names_it()
      throws IOException, InterruptedException {
    try (SqliteJournalStore store = SqliteJournalStore.open(folder.resolve("journal.sqlite"));
        SyncStateStore state = SyncStateStore.open(folder.resolve("sync-state.sqlite"))) {
      try (Journal journal = open(store, Journal.continueOrBegin(store, ids))) {
        beat(journal);
        upload(store, state, before);
        upload(store, state, setBack);
        beat(journal);
        upload(store, state, before);
      }
      var parent = new JournalReader(store).head().orElseThrow().asParent();
      try (Journal journal = open(store, new EpochDecision.NewEpoch(ids.epoch(), parent))) {
        beat(journal);
        upload(store, state, setBack);
        assertThat(setBack.position(DEVICE).epoch()).contains(journal.epoch());
        assertThat(setBack.position(DEVICE).size()).isEqualTo(journal.head().size());
      }
    }
  }

  private Intake intake() {
    Cosigner cosigner = new Cosigner("witness.test", Ed25519Signer.fromSeed(new byte[32]));
    Intake intake =
        new Intake(
            new MemoryIntakeStore(), cosigner, () -> Instant.EPOCH, true, _ -> Optional.empty());
    intake.registerKey(DEVICE, LogName.key(DEVICE, signer.publicKey()));
    return intake;
  }

  private Journal open(SqliteJournalStore store, EpochDecision decision) {
    return Journal.open(store, signer, ids, DEVICE, decision, NOW);
  }

  private static void beat(Journal journal) {
    journal.append(NOW, new Heartbeat(1, 0));
    journal.commit();
  }

  private static void upload(SqliteJournalStore journal, CosignedStore state, Intake intake)
      throws IOException, InterruptedException {
    SegmentUpload upload = new SegmentUpload(new JournalReader(journal), state, new Server(intake));
    SegmentUpload.Result result = upload.next();
    for (int i = 0; i < ENOUGH && result instanceof SegmentUpload.Result.Progress; i++) {
      result = upload.next();
    }
    assertThat(result).isInstanceOf(SegmentUpload.Result.Done.class);
  }

  /** Answers as the server's device API does. */
  private record Server(Intake intake) implements ServerClient {
    @Override
    public Answer postCbor(String path, byte[] body) {
      try {
        return new Answer(
            200, intake.accept(DEVICE, Segment.decode(body)).json().text(), Optional.empty());
      } catch (IntakeException e) {
        Json problem =
            new JsonObjectBuilder()
                .text("code", e.code().name())
                .json("position", intake.position(DEVICE).json())
                .build();
        return new Answer(409, problem.text(), Optional.empty());
      }
    }

    @Override
    public Answer get(String path, Duration limit) {
      throw new UnsupportedOperationException(path);
    }

    @Override
    public Answer putJson(String path, Json body) {
      throw new UnsupportedOperationException(path);
    }

    @Override
    public Answer postJson(String path, Json body) {
      throw new UnsupportedOperationException(path);
    }

    @Override
    public void close() {}
  }
}
