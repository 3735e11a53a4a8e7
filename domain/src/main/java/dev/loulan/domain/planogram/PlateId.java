package dev.loulan.domain.planogram;

import java.util.Comparator;

/**
 * One load-cell plate: the board that reads it and its name on that board.
 *
 * <p>A name {@code s5p11} says shelf 5, position 11; only such plates have a known shelf and so
 * neighbours. In a recording the board is the number of the gondola.
 *
 * @param board name of the board, for example {@code 1}
 * @param plate name of the plate on its board, for example {@code s5p11}
 */
public record PlateId(String board, String plate) implements Comparable<PlateId> {

  /** Shelf or position of a plate whose name does not tell it. */
  public static final int UNKNOWN = -1;

  private static final Comparator<PlateId> ORDER =
      Comparator.comparing(PlateId::board)
          .thenComparingInt(PlateId::shelf)
          .thenComparingInt(PlateId::position)
          .thenComparing(PlateId::plate);

  /**
   * @throws IllegalArgumentException when either name is empty or holds a blank or a slash
   */
  public PlateId {
    check("board", board);
    check("plate", plate);
  }

  /** The plate at a position of a shelf, both counted from 1. */
  public static PlateId of(String board, int shelf, int position) {
    return new PlateId(board, "s" + shelf + "p" + position);
  }

  /** Reads what {@link #toString} writes: {@code board/plate}. */
  public static PlateId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("A plate is written board/plate, found '" + text + "'");
    }
    return new PlateId(text.substring(0, slash), text.substring(slash + 1));
  }

  /** Number of the shelf on the board, or {@link #UNKNOWN}. */
  public int shelf() {
    int p = plate.indexOf('p');
    return p > 1 && plate.charAt(0) == 's' ? number(1, p) : UNKNOWN;
  }

  /** Position on the shelf, or {@link #UNKNOWN}. */
  public int position() {
    return shelf() == UNKNOWN ? UNKNOWN : number(plate.indexOf('p') + 1, plate.length());
  }

  /** Whether both plates are known to be on the same shelf of the same board. */
  public boolean isOnShelfOf(PlateId other) {
    return board.equals(other.board) && shelf() != UNKNOWN && shelf() == other.shelf();
  }

  /** Whether the two plates lie side by side on one shelf. */
  public boolean isBeside(PlateId other) {
    return isOnShelfOf(other)
        && position() != UNKNOWN
        && other.position() != UNKNOWN
        && Math.abs(position() - other.position()) == 1;
  }

  private int number(int from, int to) {
    if (from >= to || to - from > 6) {
      return UNKNOWN;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = plate.charAt(i);
      if (c < '0' || c > '9') {
        return UNKNOWN;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private static void check(String what, String name) {
    if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c == '/')) {
      throw new IllegalArgumentException(
          "The name of a " + what + " is not empty and holds no blank or slash: '" + name + "'");
    }
  }

  @Override
  public int compareTo(PlateId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return board + "/" + plate;
  }
}
