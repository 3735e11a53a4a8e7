package dev.loulan.simulation.shelf;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is true of one visit: what was taken, under which payment, and what disturbed it. */
public final class Visit {
  private final String device;
  private final String session;
  private final String reference;
  private final boolean restock;
  private final boolean signalLevel;
  private final TreeMap<Integer, Integer> taken = new TreeMap<>();
  private final long openedMicros;
  private long closedMicros = Long.MAX_VALUE;
  private List<Integer> layout = List.of();
  private boolean platesWrong;
  private boolean framesLost;
  private boolean leftOpen;

  /**
   * A visit that has just begun.
   *
   * @param session as the agent names it after the frame that opened the door
   * @param reference of the payment; empty when none was authorised
   */
  Visit(
      String device,
      String session,
      String reference,
      boolean restock,
      boolean signalLevel,
      long openedMicros) {
    this.device = device;
    this.session = session;
    this.reference = reference;
    this.restock = restock;
    this.signalLevel = signalLevel;
    this.openedMicros = openedMicros;
  }

  /** Someone fills the shelf; nothing is sold. */
  public static Visit restock(String device, String session, long openedMicros) {
    return new Visit(device, session, "", true, false, openedMicros);
  }

  public String device() {
    return device;
  }

  public String session() {
    return session;
  }

  public String reference() {
    return reference;
  }

  public boolean isRestock() {
    return restock;
  }

  public boolean isSignalLevel() {
    return signalLevel;
  }

  /** True time at which the door opened. */
  public long openedMicros() {
    return openedMicros;
  }

  public long closedMicros() {
    return closedMicros;
  }

  void closed(long atMicros) {
    closedMicros = atMicros;
  }

  void take(int product, int units) {
    taken.merge(product, units, Integer::sum);
    taken.remove(product, 0);
  }

  /** Units that left with the shopper, by the product's number. */
  public SortedMap<Integer, Integer> taken() {
    return taken;
  }

  /** How the goods stood when the door opened: the product's number on each plate. */
  public List<Integer> layout() {
    return layout;
  }

  public void layout(List<Integer> found) {
    layout = found;
  }

  /** A plate showed something else than the goods on it. */
  public void platesWrong() {
    platesWrong = true;
  }

  public boolean arePlatesWrong() {
    return platesWrong;
  }

  /** The door will stand open for minutes. */
  void leavesOpen() {
    leftOpen = true;
  }

  public boolean isLeftOpen() {
    return leftOpen;
  }

  /** A board forgot frames of this visit. */
  public void framesLost() {
    framesLost = true;
  }

  public boolean areFramesLost() {
    return framesLost;
  }
}
