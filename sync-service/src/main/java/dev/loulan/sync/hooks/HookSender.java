package dev.loulan.sync.hooks;

import dev.loulan.sync.hooks.Delivery.State;
import dev.loulan.sync.hooks.HookStore.Due;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Delivers what is due. Subscribers are served side by side, each in order, and a subscriber that
 * fails waits while the others go on. A delivery that fails is tried again after {@link #PAUSES};
 * any 2xx is success, 410 ends the subscription, redirections are not followed.
 *
 * <p>Of several servers on one file one serves a subscriber, as long as its claim is younger than
 * {@link #HELD}; after that another may. A server that ends between an answer and writing it down
 * leaves the event to be sent once more, under the same id.
 */
public final class HookSender implements AutoCloseable {
  /** Pauses after the first, second, … failure; after the last the delivery has failed. */
  static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofHours(24));

  /**
   * A claim outlives the longest exchange by far, and a server that ended does not keep it long.
   */
  static final Duration HELD = Duration.ofMinutes(1);

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final long ANSWER_SECONDS = 10;
  private static final int AT_ONCE = 100;
  private static final int GONE = 410;

  private final HookStore store;
  private final HookTarget target;
  private final String replica;
  private final InstantSource clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  /** {@code replica} is this server's name among those on the same file. */
  public HookSender(HookStore store, HookTarget target, String replica, InstantSource clock) {
    this.store = store;
    this.target = target;
    this.replica = replica;
    this.clock = clock;
  }

  /** One round over all subscribers; returns when each has had its turn. */
  public void send() {
    store.prune();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Hook hook : store.hooks()) {
        if (!hook.gone()) {
          var _ = threads.submit(() -> send(hook));
        }
      }
    }
  }

  private void send(Hook hook) {
    for (Due due : store.due(hook, AT_ONCE)) {
      if (!store.hold(due, replica, HELD) || !deliver(due)) {
        return;
      }
    }
  }

  private boolean deliver(Due due) {
    int status = 0;
    String what = "";
    try {
      target.require(due.hook().url());
      status = post(due);
      what = status / 100 == 2 ? "" : "The subscriber answered " + status + ".";
    } catch (HookException e) {
      what = String.valueOf(e.getMessage());
    } catch (IOException | TimeoutException e) {
      what = "The subscriber did not answer: " + e.getClass().getSimpleName() + ".";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    if (what.isEmpty()) {
      store.mark(due, State.DELIVERED, status, what, clock.instant());
      return true;
    }
    failed(due, status, what);
    return false;
  }

  private void failed(Due due, int status, String what) {
    if (status == GONE) {
      store.gone(due.hook().id());
    }
    boolean last = status == GONE || due.attempts() >= PAUSES.size();
    Instant next = last ? clock.instant() : clock.instant().plus(PAUSES.get(due.attempts()));
    store.mark(due, last ? State.FAILED : State.WAITING, status, what, next);
  }

  /** The whole exchange has a deadline, so that no endless answer holds the others up. */
  private int post(Due due) throws IOException, InterruptedException, TimeoutException {
    long seconds = clock.instant().getEpochSecond();
    HttpRequest request =
        HttpRequest.newBuilder(due.hook().url())
            .header("Content-Type", HookEvent.MEDIA_TYPE)
            .header("User-Agent", "loulan-edge")
            .header("webhook-id", due.eventId())
            .header("webhook-timestamp", Long.toString(seconds))
            .header(
                "webhook-signature",
                HookSignature.of(due.hook().secret(), due.eventId(), seconds, due.body()))
            .POST(BodyPublishers.ofByteArray(due.body()))
            .build();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, BodyHandlers.discarding());
    try {
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS).statusCode();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
