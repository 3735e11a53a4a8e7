package dev.loulan.inference.session;

import java.util.List;

/**
 * Evidence on which the shelf does not decide; a person does.
 *
 * @param candidates the outcomes that may be true, the likeliest first; may be empty
 * @param evidence indexes into the events of the reading
 */
public record Review(List<Candidate> candidates, Reason reason, List<Integer> evidence) {

  /** Why the shelf does not decide. */
  public enum Reason {
    /** Samples are missing while the weight changed, or it still changed when the session ended. */
    SAMPLES_MISSING,
    /** Several readings are too likely for the wrong charge that one of them would mean. */
    AMBIGUOUS,
    /** The weight fits no product of the place. */
    NO_PRODUCT_FITS,
    /** The planogram has no product, or none with a weight, on these plates. */
    PLACE_UNKNOWN,
    /** The product is told, but has no price. */
    NO_PRICE,
    /** A product was scanned, and its plates say that nothing was taken. */
    SCAN_WITHOUT_WEIGHT
  }

  public Review {
    candidates = List.copyOf(candidates);
    evidence = List.copyOf(evidence);
  }
}
