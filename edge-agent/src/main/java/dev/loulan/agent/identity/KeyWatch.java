package dev.loulan.agent.identity;

import dev.loulan.domain.text.Sentences;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalWriter;
import dev.loulan.journal.Stamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lets a running journal go over to a key that was prepared, between two commits: nobody has to
 * stop the shelf for it. Looks every ten seconds from a thread of its own.
 */
public final class KeyWatch implements AutoCloseable {
  private static final Sentences SENTENCES = Sentences.beside(KeyWatch.class);
  private static final long PAUSE_MILLIS = 10_000;

  private final KeyHandover handover;
  private final JournalWriter writer;
  private final Path data;
  private final boolean needsServer;
  private final Supplier<Stamp> now;
  private final Consumer<String> say;
  private final Thread thread;

  /**
   * Watches from {@link #start} on.
   *
   * @param needsServer whether a change waits until the server knows the key in use
   * @param say takes a sentence when the key was changed, or could not be
   */
  public KeyWatch(
      KeyHandover handover,
      JournalWriter writer,
      Path data,
      boolean needsServer,
      Supplier<Stamp> now,
      Consumer<String> say) {
    this.handover = handover;
    this.writer = writer;
    this.data = data;
    this.needsServer = needsServer;
    this.now = now;
    this.say = say;
    this.thread = Thread.ofPlatform().daemon().name("key-watch").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (writer.failure().isEmpty()) {
        Thread.sleep(PAUSE_MILLIS);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Changes the key when one is prepared. */
  void look() {
    try {
      boolean registered = !needsServer || JournalKeyRegistration.isDone(data);
      if (!registered || !writer.aside(() -> unchecked(handover::isPrepared)).join()) {
        return;
      }
      Optional<String> vkey =
          writer
              .between(journal -> unchecked(() -> handover.change(journal, now.get(), registered)))
              .join();
      vkey.ifPresent(key -> {
        JournalKeyRegistration.changed(data, key);
        say.accept(SENTENCES.text("key.changed", key));
      });
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      boolean away =
          cause instanceof JournalException failed
              && failed.code() == JournalException.ErrorCode.SIGNER;
      if (!away) {
        say.accept(SENTENCES.text("key.notChanged", String.valueOf(cause.getMessage())));
      }
    }
  }

  private interface Read<T> {
    T read() throws IOException;
  }

  private static <T> T unchecked(Read<T> what) {
    try {
      return what.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
