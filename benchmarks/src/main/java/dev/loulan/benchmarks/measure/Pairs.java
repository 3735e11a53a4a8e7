package dev.loulan.benchmarks.measure;

import dev.loulan.benchmarks.report.Ratio;
import dev.loulan.benchmarks.report.Row;
import dev.loulan.benchmarks.report.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures ours and a peer in turn, so that whatever else the machine does meets both, and compares
 * within each pair.
 */
public final class Pairs {
  /** One measurement; the value has the unit of the metric. */
  @FunctionalInterface
  public interface Measurement {
    double measure() throws Exception;
  }

  private final List<Double> ours = new ArrayList<>();
  private final List<Double> peers = new ArrayList<>();

  private Pairs() {}

  /**
   * Runs a first pair that is thrown away, then {@code count} pairs. The order within a pair
   * alternates.
   *
   * @throws Exception what a measurement throws
   */
  public static Pairs run(int count, Measurement ours, Measurement peer) throws Exception {
    ours.measure();
    peer.measure();
    Pairs pairs = new Pairs();
    for (int i = 0; i < count; i++) {
      double first = i % 2 == 0 ? ours.measure() : peer.measure();
      double second = i % 2 == 0 ? peer.measure() : ours.measure();
      pairs.ours.add(i % 2 == 0 ? first : second);
      pairs.peers.add(i % 2 == 0 ? second : first);
    }
    return pairs;
  }

  public Summary ours() {
    return Summary.of(ours);
  }

  public Summary peer() {
    return Summary.of(peers);
  }

  /** Ours divided by the peer's, pair by pair. */
  public Summary oursByPeer() {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      ratios.add(ours.get(i) / peers.get(i));
    }
    return Summary.of(ratios);
  }

  /** Ours less the peer's, pair by pair. */
  public Summary oursLessPeer() {
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      differences.add(ours.get(i) - peers.get(i));
    }
    return Summary.of(differences);
  }

  /** The two rows of a case. */
  public List<Row> rows(
      String caseName, String oursName, String peerName, String metric, String unit) {
    return List.of(
        Row.of(caseName, oursName, metric, unit, ours()),
        Row.of(caseName, peerName, metric, unit, peer()));
  }

  /** Ours by the peer's against a goal. */
  public Ratio ratio(String metric, String oursName, String peerName, String goal) {
    return Ratio.of(metric, oursName, peerName, oursByPeer(), goal);
  }
}
