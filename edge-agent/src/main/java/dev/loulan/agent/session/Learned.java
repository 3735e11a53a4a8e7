package dev.loulan.agent.session;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.learning.PlateCalibration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What earlier boots learned of their shelf.
 *
 * @param checks how far plates had drifted when goods were last delivered
 * @param weights what units of products weigh
 */
public record Learned(
    SortedMap<PlateId, PlateCalibration> checks, SortedMap<Gtin, LearnedUnit> weights) {
  public static final Learned NOTHING = new Learned(new TreeMap<>(), new TreeMap<>());

  public Learned {
    checks = Collections.unmodifiableSortedMap(new TreeMap<>(checks));
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }
}
