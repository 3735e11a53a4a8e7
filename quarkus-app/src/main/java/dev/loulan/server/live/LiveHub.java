package dev.loulan.server.live;

import dev.loulan.domain.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The states that devices tell, and who wants to know of changes. */
public final class LiveHub {

  /** A device's last state as {@code POST /sync/v1/live} brought it. */
  public record LiveState(Instant at, Json.Obj state) {}

  private final Map<String, LiveState> states = new ConcurrentHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong version = new AtomicLong();

  public void put(String device, LiveState state) {
    states.put(device, state);
    changed();
  }

  public Optional<LiveState> state(String device) {
    return Optional.ofNullable(states.get(device));
  }

  /** Grows with every change; a page that saw this number has seen all. */
  public long version() {
    return version.get();
  }

  /** Something that pages show has changed. */
  public void changed() {
    version.incrementAndGet();
    listeners.forEach(Runnable::run);
  }

  /**
   * Calls the listener at each change, on the thread that made it; it must return at once. Run the
   * answer to stop.
   */
  public Runnable subscribe(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
