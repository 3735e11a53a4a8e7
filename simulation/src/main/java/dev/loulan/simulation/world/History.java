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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Everything that happened, as one hash; the last events stay in words. */
public final class History {
  private static final int KEPT = 5_000;
  private static final Pattern SESSION = Pattern.compile("session (\\S+-[0-9]+)");

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

  /**
   * Events of those whom a text names, or of all when it names none; oldest first: those around the
   * last one of the session that it names, or else the last ones.
   */
  public List<Event> last(String text, int most) {
    List<Event> named = last.stream().filter(e -> text.contains(e.who())).toList();
    List<Event> found = named.isEmpty() ? List.copyOf(last) : named;
    Matcher session = SESSION.matcher(text);
    int end = session.find() ? endAround(found, session.group(1), most) : found.size();
    return found.subList(Math.max(0, end - most), end);
  }

  private static int endAround(List<Event> events, String session, int most) {
    for (int at = events.size() - 1; at >= 0; at--) {
      if (events.get(at).what().contains(session)) {
        return Math.min(events.size(), at + most / 4);
      }
    }
    return events.size();
  }

  /** The hash over all events; ends the history. */
  public String hash() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
