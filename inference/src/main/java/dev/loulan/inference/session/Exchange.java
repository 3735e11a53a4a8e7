package dev.loulan.inference.session;

import dev.loulan.domain.planogram.Product;

/** Goods that came to a plate while others left it, seen as one change only. */
public final class Exchange {
  private Exchange() {}

  /**
   * Whether a change may be some units of one product that left and up to {@code mostCame} of
   * another that came. Goods without a weight exchange unseen with nothing.
   */
  public static boolean mayBe(
      Product left, Product came, int mostCame, long deltaMg, long sigmaMg) {
    return left.unitWeightMg() != null
        && came.unitWeightMg() != null
        && WeightModel.mayMix(left, came, mostCame, deltaMg, sigmaMg);
  }
}
