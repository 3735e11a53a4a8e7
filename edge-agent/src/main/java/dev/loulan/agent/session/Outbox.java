package dev.loulan.agent.session;

import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Body;
import java.util.ArrayList;
import java.util.List;

/** Gathers the effects of one step. */
final class Outbox {
  private List<Effect> effects = new ArrayList<>();
  private boolean trusted;

  Outbox(boolean trusted) {
    this.trusted = trusted;
  }

  boolean isTrusted() {
    return trusted;
  }

  void trust(boolean now) {
    trusted = now;
  }

  void add(Effect effect) {
    effects.add(effect);
  }

  void addAll(List<Effect> more) {
    effects.addAll(more);
  }

  void append(long atMicros, Body... bodies) {
    append(atMicros, List.of(bodies));
  }

  void append(long atMicros, List<Body> bodies) {
    append(atMicros, bodies, false);
  }

  void force(long atMicros, List<Body> bodies) {
    append(atMicros, bodies, true);
  }

  void alert(long atMicros, AlertCode code, String subject, long count) {
    append(atMicros, new Alert(code.word(), code.level(), subject, count));
  }

  List<Effect> drain() {
    List<Effect> drained = effects;
    effects = new ArrayList<>();
    return drained;
  }

  private void append(long atMicros, List<Body> bodies, boolean forced) {
    effects.add(new Effect.Append(atMicros, trusted, bodies, forced));
  }
}
