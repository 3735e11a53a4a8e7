package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.JournalWriter;
import dev.loulan.journal.JournalWriter.Appended;
import dev.loulan.journal.Samples;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.key.SignerUnavailableException;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Verification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalWriterTest {

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("journal.sqlite");
  }

  @Test
  void callers_that_wait_together_share_commits() throws Exception {
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        JournalWriter writer = new JournalWriter(Samples.open(store, Samples.ids(1)), 64)) {
      List<CompletableFuture<Appended>> answers = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        answers.add(writer.submit(Samples.stamp(i), List.of(Samples.step(i)), true));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get().firstSeq()).isEqualTo(i + 1);
      }
      assertThat(writer.nextSeq()).isEqualTo(501);
    }
    assertThat(verify().entries()).isEqualTo(501);
    try (SqliteRawJournal raw = SqliteRawJournal.open(file)) {
      int[] commits = new int[1];
      raw.forEachCommit(_ -> commits[0]++);
      assertThat(commits[0]).isLessThan(400);
    }
  }

  @Test
  void when_the_queue_is_full_callers_wait_and_nothing_is_refused_or_lost() throws Exception {
    HeldSigner signer = new HeldSigner(Samples.signer(1));
    AtomicInteger taken = new AtomicInteger();
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        JournalWriter writer = new JournalWriter(Samples.open(store, signer, Samples.ids(1)), 4)) {
      CountDownLatch release = signer.hold();
      List<CompletableFuture<Appended>> answers = new ArrayList<>();
      answers.add(writer.submit(Samples.stamp(0), List.of(Samples.step(0)), true));
      signer.awaitHeld();
      Thread caller =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 1; i <= 20; i++) {
                  answers.add(writer.submit(Samples.stamp(i), List.of(Samples.step(i)), true));
                  taken.incrementAndGet();
                }
              });
      while (caller.isAlive() && (taken.get() < 4 || caller.getState() != Thread.State.WAITING)) {
        Thread.onSpinWait();
      }
      assertThat(taken).as("four wait in the queue, the caller with the fifth").hasValue(4);
      release.countDown();
      caller.join();
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get().firstSeq()).isEqualTo(i + 1);
      }
    }
    assertThat(verify().entries()).isEqualTo(22);
  }

  @Test
  void what_rides_along_is_durable_with_the_next_that_waits_and_when_it_is_closed()
      throws Exception {
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        JournalWriter writer = new JournalWriter(Samples.open(store, Samples.ids(1)));
        SqliteJournalStore reader = SqliteJournalStore.openReadOnly(file)) {
      assertThat(writer.submit(Samples.stamp(1), List.of(Samples.step(1)), false).get().firstSeq())
          .isEqualTo(1);
      assertThat(reader.head(writer.epoch()).size()).isEqualTo(1);
      writer.submit(Samples.stamp(2), List.of(Samples.step(2)), true).get();
      assertThat(reader.head(writer.epoch()).size()).isEqualTo(3);
      for (int i = 0; i < JournalWriter.MOST_IN_GROUP; i++) {
        writer.submit(Samples.stamp(3), List.of(Samples.step(3)), false).get();
      }
      writer.submit(Samples.stamp(4), List.of(Samples.step(4)), false).get();
      writer.submit(Samples.stamp(4), List.of(Samples.step(4)), false).get();
      assertThat(reader.head(writer.epoch()).size()).isGreaterThan(JournalWriter.MOST_IN_GROUP);
    }
    assertThat(verify().entries()).isEqualTo(3 + JournalWriter.MOST_IN_GROUP + 2);
  }

  @Test
  void after_a_failed_commit_each_caller_hears_what_happened_first() throws Exception {
    SqliteJournalStore store = SqliteJournalStore.open(file);
    JournalWriter writer = new JournalWriter(Samples.open(store, Samples.ids(1)));
    store.close();
    CompletableFuture<Appended> first =
        writer.submit(Samples.stamp(1), List.of(Samples.step(1)), true);
    assertThat(refusal(first)).isEqualTo(ErrorCode.IO);
    CompletableFuture<Appended> later =
        writer.submit(Samples.stamp(2), List.of(Samples.step(2)), false);
    assertThat(refusal(later)).isEqualTo(ErrorCode.IO);
    assertThat(writer.failure()).isPresent();
    writer.close();
    CompletableFuture<Appended> afterwards =
        writer.submit(Samples.stamp(3), List.of(Samples.step(3)), true);
    assertThat(afterwards).isCompletedExceptionally();
    assertThat(verify().entries()).isEqualTo(1);
  }

  @Test
  void while_the_key_is_away_nothing_is_acknowledged_and_afterwards_all_of_it_once()
      throws Exception {
    AbsentSigner signer = new AbsentSigner();
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        JournalWriter writer = new JournalWriter(open(store, signer))) {
      signer.away = true;
      List<CompletableFuture<Appended>> answers = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        answers.add(writer.submit(Samples.stamp(i), List.of(Samples.step(i)), true));
      }
      while (writer.signerAway().map(away -> away.entries() < 5).orElse(true)) {
        Thread.onSpinWait();
      }
      assertThat(answers).noneMatch(CompletableFuture::isDone);
      assertThat(writer.signerAway().orElseThrow().reason()).contains("token is not there");
      signer.away = false;
      List<Long> places = new ArrayList<>();
      for (CompletableFuture<Appended> answer : answers) {
        places.add(answer.get().firstSeq());
      }
      assertThat(places).isSorted().doesNotHaveDuplicates();
      assertThat(writer.signerAway()).isEmpty();
    }
    // One epoch, five steps, and that the key was away and came back.
    assertThat(verify().entries()).isEqualTo(1 + 5 + 2);
  }

  @Test
  void a_check_of_a_journal_that_is_being_written_finds_no_fault() throws Exception {
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        JournalWriter writer = new JournalWriter(Samples.open(store, Samples.ids(1)))) {
      AtomicBoolean done = new AtomicBoolean();
      Thread seller =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; !done.get(); i++) {
                  writer.append(Samples.stamp(i), List.of(Samples.step(i)), i % 50 == 0);
                }
              });
      for (int check = 0; check < 20 || writer.nextSeq() < 600; check++) {
        Verification result = new JournalFile(file).verifyWhileWritten(Expectation.NONE);
        assertThat(result.faults()).isEmpty();
      }
      done.set(true);
      seller.join();
    }
    assertThat(verify().entries()).isGreaterThan(256);
  }

  @Test
  void closed_while_the_key_is_away_it_refuses_what_waited() throws Exception {
    AbsentSigner signer = new AbsentSigner();
    SqliteJournalStore store = SqliteJournalStore.open(file);
    JournalWriter writer = new JournalWriter(open(store, signer));
    signer.away = true;
    CompletableFuture<Appended> waits =
        writer.submit(Samples.stamp(1), List.of(Samples.step(1)), true);
    writer.close();
    store.close();
    assertThat(refusal(waits)).isEqualTo(ErrorCode.SIGNER);
    assertThat(verify().entries()).isEqualTo(1);
  }

  private static Journal open(SqliteJournalStore store, DeviceSigner signer) {
    var ids = Samples.ids(1);
    return Journal.open(
        store, signer, ids, Samples.DEVICE, Journal.continueOrBegin(store, ids), Samples.stamp(0));
  }

  private static ErrorCode refusal(CompletableFuture<Appended> answer) {
    try {
      throw new AssertionError("It was acknowledged: " + answer.join());
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(JournalException.class);
      return e.getCause() instanceof JournalException refused ? refused.code() : ErrorCode.CLOSED;
    }
  }

  private Verification verify() {
    Verification result = new JournalFile(file).verify(Expectation.NONE);
    assertThat(result.faults()).isEmpty();
    return result;
  }

  /** A token that can be pulled out. */
  private static final class AbsentSigner implements DeviceSigner {
    private final DeviceSigner signer = Samples.signer(1);
    volatile boolean away;

    @Override
    public Bytes publicKey() {
      return signer.publicKey();
    }

    @Override
    public Bytes sign(byte[] message) {
      if (away) {
        throw new SignerUnavailableException("the token is not there", null);
      }
      return signer.sign(message);
    }
  }
}
