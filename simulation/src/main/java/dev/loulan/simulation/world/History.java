package dev.loulan.simulation.world;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Everything that happened, as one hash; the last events stay in words. */
public final class History {
  private static final int KEPT = 5_000;

  private final Consumer<Event> listener;
  private final MessageDigest sha256;
  private final ArrayDeque<Event> last = new ArrayDeque<>();
  private long events;

  /** One event; {@code who} is a shelf, the server or a person. */
  public record Event(long atMicros, String who, String what) {
    @Override
    public String toString() {
      return Instant.EPOCH.plus(atMicros, ChronoUnit.MICROS) + "  " + who + "  " + what;
    }
  }

  /**
   * A history without events.
   *
   * @param listener hears each event as it happens
   */
  public History(Consumer<Event> listener) {
    this.listener = listener;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public void add(long atMicros, String who, String what) {
    sha256.update((atMicros + "\t" + who + "\t" + what + "\n").getBytes(StandardCharsets.UTF_8));
    Event event = new Event(atMicros, who, what);
    listener.accept(event);
    last.add(event);
    if (last.size() > KEPT) {
      last.remove();
    }
    events++;
  }

  public long events() {
    return events;
  }

  /** The last events of those whom a text names, or of all when it names none; oldest first. */
  public List<Event> last(String text, int most) {
    List<Event> named = last.stream().filter(e -> text.contains(e.who())).toList();
    List<Event> found = named.isEmpty() ? List.copyOf(last) : named;
    return found.subList(Math.max(0, found.size() - most), found.size());
  }

  /** The hash over all events; ends the history. */
  public String hash() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
