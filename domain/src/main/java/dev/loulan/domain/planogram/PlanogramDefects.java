package dev.loulan.domain.planogram;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was wrong with a planogram that was loaded all the same: for each kind, the codes or plates
 * concerned, in the order found.
 *
 * @param found kinds without a case are absent
 */
public record PlanogramDefects(SortedMap<Kind, List<String>> found) {

  /** The kinds of dirt that are counted and said, never fatal. */
  public enum Kind {
    /** In the product list, but nowhere on the shelf: can be scanned, not told by weight. */
    PRODUCT_WITHOUT_PLACE,
    /** A place with a blank code: its plates stay unknown. */
    PLACE_WITHOUT_CODE,
    /** A place whose code is not in the product list: left out. */
    PLACE_WITHOUT_PRODUCT,
    /** Two rows for one code that agree: taken once. */
    REPEATED_PRODUCT,
    /** Two rows for one code that differ: the first is taken. */
    CONTRADICTORY_PRODUCT,
    /** A row without a code: left out. */
    PRODUCT_WITHOUT_CODE,
    /** Shorter than the eight digits of the shortest GTIN: kept as an in-house code. */
    SHORT_GTIN,
    /** Of a GTIN's length or longer, but no valid GTIN: kept as written. */
    INVALID_GTIN,
    /** No price, or one that is not a whole number: recognised, sold only by review. */
    BLANK_PRICE,
    /** No weight, or one that is not a positive number: not told by weight. */
    PRODUCT_WITHOUT_WEIGHT,
    /** A position that is not board, shelf and plate: left out. */
    UNREADABLE_POSITION,
    /** A plate of the planogram that the shelf does not have: left out. */
    PLATE_NOT_ON_SHELF,
    /** A plate of the shelf on which the planogram puts nothing: watched, but never sold from. */
    PLATE_WITHOUT_PRODUCT
  }

  public PlanogramDefects {
    SortedMap<Kind, List<String>> copy = new TreeMap<>();
    found.forEach((kind, cases) -> copy.put(kind, List.copyOf(cases)));
    found = Collections.unmodifiableSortedMap(copy);
  }

  public int count(Kind kind) {
    return found.getOrDefault(kind, List.of()).size();
  }

  public int total() {
    return found.values().stream().mapToInt(List::size).sum();
  }

  /** Collects defects while rows are read. Not for use by several threads. */
  static final class Collector {
    private final EnumMap<Kind, List<String>> found = new EnumMap<>(Kind.class);

    void add(Kind kind, String what) {
      found.computeIfAbsent(kind, _ -> new ArrayList<>()).add(what);
    }

    PlanogramDefects done() {
      return new PlanogramDefects(new TreeMap<>(found));
    }
  }
}
