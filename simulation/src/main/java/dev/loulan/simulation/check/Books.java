package dev.loulan.simulation.check;

import dev.loulan.agent.session.AlertCode;
import dev.loulan.agent.session.SessionNotice;
import dev.loulan.agent.session.SessionNotice.State;
import dev.loulan.simulation.device.Listener;
import dev.loulan.simulation.shelf.Visit;
import dev.loulan.simulation.world.World;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What really happened, and what was told to whom. Kept beside the product, never read by it. */
public final class Books implements Listener {
  private final World world;
  private final Map<String, Visit> visits = new LinkedHashMap<>();
  private final Map<String, Acknowledged> acknowledged = new LinkedHashMap<>();
  private final Map<String, Map<AlertCode, Long>> alerts = new TreeMap<>();
  private final List<Acknowledged> toBill = new ArrayList<>();
  private final Set<String> ended = new HashSet<>();

  /** A sale that a shopper was shown, and when in true time. */
  public record Acknowledged(
      String device, String session, String reference, long amountMinor, long atMicros) {}

  public Books(World world) {
    this.world = world;
  }

  public void began(Visit visit) {
    visits.put(key(visit.device(), visit.session()), visit);
    world.note(
        visit.device(), "door opens for session " + visit.session() + " " + visit.reference());
  }

  public List<Visit> visits() {
    return List.copyOf(visits.values());
  }

  public Optional<Visit> visit(String device, String session) {
    return Optional.ofNullable(visits.get(key(device, session)));
  }

  /** Whether the device said that the session is over. */
  public boolean hasEnded(String device, String session) {
    return ended.contains(key(device, session));
  }

  public List<Acknowledged> acknowledged() {
    return List.copyOf(acknowledged.values());
  }

  /** What was acknowledged since the provider last looked. */
  public List<Acknowledged> takeToBill() {
    List<Acknowledged> taken = List.copyOf(toBill);
    toBill.clear();
    return taken;
  }

  @Override
  public void notice(String device, SessionNotice notice) {
    world.note(device, "session " + notice.session() + " is " + notice.state() + outcome(notice));
    if (notice.state() != State.OPENED && notice.state() != State.ASKED) {
      ended.add(key(device, notice.session()));
    }
    var sale = notice.sale();
    if (sale == null) {
      return;
    }
    String reference = sale.tender() == null ? "" : sale.tender().reference();
    Acknowledged told =
        new Acknowledged(
            device, notice.session(), reference, sale.lineTotalMinor(), world.time().now());
    @Nullable Acknowledged before = acknowledged.put(key(device, notice.session()), told);
    if (before == null) {
      toBill.add(told);
    } else {
      world.violated(
          "acknowledged-once", device + " confirms session " + notice.session() + " twice");
    }
  }

  private static String outcome(SessionNotice notice) {
    StringBuilder words = new StringBuilder();
    if (notice.sale() != null) {
      notice
          .sale()
          .lines()
          .forEach(line ->
              words.append(", sold ").append(line.quantity()).append(" of ").append(line.gtin()));
    }
    notice.reviews().forEach(review -> words.append(", in doubt: ").append(review.reason()));
    return words.toString();
  }

  @Override
  public void alert(String device, AlertCode code) {
    world.note(device, "alert " + code.word());
    alerts
        .computeIfAbsent(device, _ -> new EnumMap<>(AlertCode.class))
        .put(code, world.time().now());
  }

  public boolean wasAlerted(String device, AlertCode code) {
    return wasAlertedSince(device, code, Long.MIN_VALUE);
  }

  /** Whether the alert was raised then, in true time, or later. */
  public boolean wasAlertedSince(String device, AlertCode code, long fromMicros) {
    Long last = alerts.getOrDefault(device, Map.of()).get(code);
    return last != null && last >= fromMicros;
  }

  private static String key(String device, String session) {
    return device + " " + session;
  }
}
