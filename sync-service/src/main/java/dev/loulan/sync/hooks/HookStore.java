package dev.loulan.sync.hooks;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.sync.hooks.Delivery.State;
import dev.loulan.sync.store.Session;
import dev.loulan.sync.store.SqliteFile;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Subscribers, events, and how each delivery goes. Any thread may call. */
public final class HookStore {
  /** Events that nobody waits for are kept so long for the delivery log. */
  static final Duration KEPT = Duration.ofDays(30);

  private static final int MAX_HOOKS = 100;
  private static final String HOOK = "SELECT id, url, kinds, secret, gone FROM hook";
  private static final String DELIVERY =
      "SELECT event.id, event.kind, delivery.state, delivery.attempts, delivery.status,"
          + " delivery.what, delivery.next_millis"
          + " FROM delivery JOIN event ON event.number = delivery.event";

  private final SqliteFile file;
  private final InstantSource clock;

  public HookStore(SqliteFile file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /** An event that is due at a subscriber. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Due(Hook hook, long event, String eventId, byte[] body, int attempts) {}

  /**
   * Adds a subscriber with a new secret. It hears of what comes in from now on.
   *
   * @throws HookException when there are too many
   */
  public Hook subscribe(URI url, Set<HookKind> kinds) {
    Hook hook =
        new Hook(UUID.randomUUID().toString(), url, kinds, HookSignature.newSecret(), false);
    return file.write(session -> {
      if (session.number("SELECT count(*) FROM hook") >= MAX_HOOKS) {
        throw new HookException("There are " + MAX_HOOKS + " web hooks already; remove one.");
      }
      String words = kinds.stream().sorted().map(HookKind::word).collect(Collectors.joining(","));
      session.change(
          "INSERT INTO hook (id, url, kinds, secret) VALUES (?, ?, ?, ?)",
          hook.id(),
          url.toString(),
          words,
          hook.secret().toArray());
      return hook;
    });
  }

  /** Whether there was such a subscriber; what waits for it is dropped. */
  public boolean remove(String id) {
    return file.write(session -> {
      session.change("DELETE FROM delivery WHERE hook = ?", id);
      return session.change("DELETE FROM hook WHERE id = ?", id) > 0;
    });
  }

  public List<Hook> hooks() {
    return file.read(session -> session.all(HookStore::hook, HOOK + " ORDER BY id"));
  }

  public Optional<Hook> hook(String id) {
    return file.read(session -> session.first(HookStore::hook, HOOK + " WHERE id = ?", id));
  }

  /** The last deliveries of a subscriber, newest first. */
  public List<Delivery> deliveries(String hook, int limit) {
    return file.read(session ->
        session.all(
            HookStore::delivery,
            DELIVERY + " WHERE delivery.hook = ? ORDER BY delivery.event DESC LIMIT ?",
            hook,
            limit));
  }

  /** Has an event sent again from the first try on; whether there is such a delivery. */
  public boolean again(String hook, String eventId) {
    return file.write(session ->
        session.change(
                "UPDATE delivery SET state = 'WAITING', attempts = 0, next_millis = ?"
                    + " WHERE hook = ? AND event = (SELECT number FROM event WHERE id = ?)",
                clock.millis(),
                hook,
                eventId)
            > 0);
  }

  /** Announces an event, unless it was announced before. */
  public void publish(HookEvent event) {
    file.write(session -> add(session, event));
  }

  /** Announces events and remembers how far the intake was worked off, together. */
  void publish(List<HookEvent> events, long position) {
    var _ =
        file.write(session -> {
          for (HookEvent event : events) {
            add(session, event);
          }
          return session.change("UPDATE progress SET position = ?", position);
        });
  }

  long position() {
    return file.read(session -> session.number("SELECT position FROM progress"));
  }

  void skipTo(long position) {
    if (position > position()) {
      publish(List.of(), position);
    }
  }

  /** Deliveries that wait, over all subscribers. */
  public long waiting() {
    return file.read(
        session -> session.number("SELECT count(*) FROM delivery WHERE state = 'WAITING'"));
  }

  /**
   * Claims the subscriber of an event for so long, so that of several servers on this file one
   * serves it.
   *
   * @return whether it may be sent: no other server's claim holds, and nobody has sent it meanwhile
   */
  boolean hold(Due due, String replica, Duration time) {
    long now = clock.millis();
    return file.write(session ->
        session.change(
                "UPDATE hook SET holder = ?, held_until = ?"
                    + " WHERE id = ? AND (holder = ? OR held_until <= ?) AND EXISTS"
                    + " (SELECT 1 FROM delivery WHERE delivery.hook = hook.id AND event = ?"
                    + " AND state = 'WAITING' AND attempts = ?)",
                replica,
                now + time.toMillis(),
                due.hook().id(),
                replica,
                now,
                due.event(),
                due.attempts())
            > 0);
  }

  /** What a subscriber should get now, oldest first. */
  List<Due> due(Hook hook, int limit) {
    return file.read(session ->
        session.all(
            row -> new Due(hook, row.getLong(1), row.getString(2), row.getBytes(3), row.getInt(4)),
            "SELECT event.number, event.id, event.body, delivery.attempts"
                + " FROM delivery JOIN event ON event.number = delivery.event"
                + " WHERE delivery.hook = ? AND delivery.state = 'WAITING'"
                + " AND delivery.next_millis <= ? ORDER BY event.number LIMIT ?",
            hook.id(),
            clock.millis(),
            limit));
  }

  void mark(Due due, State state, int status, String what, Instant next) {
    var _ =
        file.write(session ->
            session.change(
                "UPDATE delivery SET state = ?, attempts = ?, status = ?, what = ?,"
                    + " next_millis = ? WHERE hook = ? AND event = ?",
                state.name(),
                due.attempts() + 1,
                status,
                what,
                next.toEpochMilli(),
                due.hook().id(),
                due.event()));
  }

  /** Sends nothing more to a subscriber. */
  void gone(String hook) {
    var _ = file.write(session -> session.change("UPDATE hook SET gone = 1 WHERE id = ?", hook));
  }

  /** Drops old events that nobody waits for. */
  void prune() {
    long before = clock.millis() - KEPT.toMillis();
    var _ =
        file.write(session -> {
          session.change(
              "DELETE FROM event WHERE at_millis < ? AND NOT EXISTS (SELECT 1 FROM delivery"
                  + " WHERE delivery.event = event.number AND delivery.state = 'WAITING')",
              before);
          return session.change(
              "DELETE FROM delivery WHERE event NOT IN (SELECT number FROM event)");
        });
  }

  private int add(Session session, HookEvent event) throws SQLException {
    long now = clock.millis();
    String kind = event.kind().word();
    if (session.change(
            "INSERT INTO event (id, kind, body, at_millis) SELECT ?, ?, ?, ?"
                + " WHERE EXISTS (SELECT 1 FROM hook) ON CONFLICT (id) DO NOTHING",
            event.id(),
            kind,
            event.body(),
            now)
        == 0) {
      return 0;
    }
    return session.change(
        "INSERT INTO delivery (hook, event, state, next_millis)"
            + " SELECT hook.id, event.number, 'WAITING', ? FROM hook, event"
            + " WHERE event.id = ? AND hook.gone = 0 AND instr(hook.kinds, ?) > 0",
        now,
        event.id(),
        kind);
  }

  private static Hook hook(ResultSet row) throws SQLException {
    return new Hook(
        row.getString(1),
        URI.create(row.getString(2)),
        Arrays.stream(row.getString(3).split(",", -1))
            .map(HookKind::of)
            .collect(Collectors.toSet()),
        Bytes.owning(row.getBytes(4)),
        row.getInt(5) != 0);
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getString(1),
        HookKind.of(row.getString(2)),
        State.valueOf(row.getString(3)),
        row.getInt(4),
        row.getInt(5),
        row.getString(6),
        Instant.ofEpochMilli(row.getLong(7)));
  }
}
