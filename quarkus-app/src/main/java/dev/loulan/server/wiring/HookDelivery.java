package dev.loulan.server.wiring;

import dev.loulan.server.settings.ServerSettings;
import dev.loulan.sync.hooks.HookSender;
import dev.loulan.sync.hooks.HookStore;
import dev.loulan.sync.hooks.HookTarget;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Delivers web hooks on a thread of its own, so that no subscriber delays anything else. */
@Singleton
public class HookDelivery {
  private static final Logger LOG = Logger.getLogger(HookDelivery.class);
  private static final long PAUSE_MILLIS = 1_000;

  private final HookSender sender;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("web-hooks").daemon(true).factory());

  HookDelivery(HookStore store, HookTarget target, ServerSettings settings, InstantSource clock) {
    sender = new HookSender(store, target, settings.replica(), clock);
  }

  void start(@Observes StartupEvent event) {
    var _ = thread.scheduleWithFixedDelay(this::send, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    thread.shutdownNow();
    sender.close();
  }

  private void send() {
    try {
      sender.send();
    } catch (RuntimeException e) {
      // What was not marked as delivered goes again; a receiver knows it by its id.
      LOG.error("Web hooks were not delivered; trying again soon", e);
    }
  }
}
