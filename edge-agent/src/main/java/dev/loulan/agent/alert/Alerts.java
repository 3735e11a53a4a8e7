package dev.loulan.agent.alert;

import dev.loulan.agent.session.AlertCode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is wrong now, each code once with its last case. Any thread. */
public final class Alerts {
  private final Map<AlertCode, String> open = new EnumMap<>(AlertCode.class);
  private final Consumer<String> log;

  /** Alerts that the error stream tells of as well. */
  public Alerts() {
    this(System.err::println);
  }

  public Alerts(Consumer<String> log) {
    this.log = log;
  }

  public synchronized void raise(AlertCode code, String detail) {
    String before = open.put(code, detail);
    if (before == null) {
      log.accept("alert " + code.word() + ": " + detail);
    }
  }

  public synchronized void clear(AlertCode code) {
    if (open.remove(code) != null) {
      log.accept("alert " + code.word() + " is over");
    }
  }

  /** The case is over; the alert stays when another case of it came later. */
  public synchronized void clear(AlertCode code, String detail) {
    if (detail.equals(open.get(code))) {
      clear(code);
    }
  }

  /** The open alerts as {@code word: detail}. */
  public synchronized List<String> texts() {
    return open.entrySet().stream().map(e -> e.getKey().word() + ": " + e.getValue()).toList();
  }

  public synchronized boolean isOpen(AlertCode code) {
    return open.containsKey(code);
  }
}
