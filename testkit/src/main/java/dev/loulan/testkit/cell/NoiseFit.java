package dev.loulan.testkit.cell;

import dev.loulan.testkit.chance.Chance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Properties;

/**
 * What was measured on recordings of real cells and real goods, as numbers.
 *
 * <p>The file {@code noise-fit.properties} beside this class is written by the test {@code
 * NoiseFitTest} from the recordings; nothing in it is changed by hand.
 *
 * @param sigmaMedianMg standard deviation of a sample of the median plate
 * @param sigmaLogSpread standard deviation of its logarithm between plates
 * @param blueShare part of the variance that the next sample takes back
 * @param whiteShare part of the variance without memory
 * @param fastShare part of the variance that is forgotten within {@code fastSeconds}
 * @param slowShare part of the variance that is forgotten within {@code slowSeconds}
 * @param tailProbability share of samples from the wide part of the mixture
 * @param tailTimes how much wider that part is
 * @param gridMg one count of the converter
 * @param temperatureMgPerKelvin how far a cell's zero moves
 * @param spreadQuantilesPpm standard deviation between units of a product over its mean: quantiles
 *     in steps of a tenth
 * @param weightQuantilesMg mean weights of products: quantiles in steps of a tenth
 */
@SuppressWarnings("ArrayRecordComponent")
public record NoiseFit(
    double sigmaMedianMg,
    double sigmaLogSpread,
    double blueShare,
    double whiteShare,
    double fastShare,
    double fastSeconds,
    double slowShare,
    double slowSeconds,
    double tailProbability,
    double tailTimes,
    double gridMg,
    double temperatureMgPerKelvin,
    double[] spreadQuantilesPpm,
    double[] weightQuantilesMg) {

  private static final class Committed {
    private static final NoiseFit FIT = read();
  }

  /** The fit as it was committed. */
  public static NoiseFit committed() {
    return Committed.FIT;
  }

  private static NoiseFit read() {
    Properties values = new Properties();
    try (InputStream in = NoiseFit.class.getResourceAsStream("noise-fit.properties")) {
      if (in == null) {
        throw new IllegalStateException("noise-fit.properties is missing beside NoiseFit");
      }
      values.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return of(values);
  }

  static NoiseFit of(Properties values) {
    return new NoiseFit(
        number(values, "sigmaMedianMg"),
        number(values, "sigmaLogSpread"),
        number(values, "blueShare"),
        number(values, "whiteShare"),
        number(values, "fastShare"),
        number(values, "fastSeconds"),
        number(values, "slowShare"),
        number(values, "slowSeconds"),
        number(values, "tailProbability"),
        number(values, "tailTimes"),
        number(values, "gridMg"),
        number(values, "temperatureMgPerKelvin"),
        numbers(values, "spreadQuantilesPpm"),
        numbers(values, "weightQuantilesMg"));
  }

  private static double number(Properties values, String key) {
    return numbers(values, key)[0];
  }

  private static double[] numbers(Properties values, String key) {
    String text = values.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("noise-fit.properties lacks " + key);
    }
    return Arrays.stream(text.strip().split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  /** Standard deviation of the samples of some plate. */
  public double sigmaMg(Chance chance) {
    return sigmaMedianMg * StrictMath.exp(sigmaLogSpread * chance.normal());
  }

  /** Standard deviation between units over the mean weight, of some product. */
  public double spread(Chance chance) {
    return quantile(spreadQuantilesPpm, chance.unit()) / 1e6;
  }

  /** Mean weight of some product. */
  public double weightMg(Chance chance) {
    return quantile(weightQuantilesMg, chance.unit());
  }

  private static double quantile(double[] quantiles, double at) {
    double place = at * (quantiles.length - 1);
    int below = Math.min((int) place, quantiles.length - 2);
    double part = place - below;
    return quantiles[below] * (1 - part) + quantiles[below + 1] * part;
  }
}
