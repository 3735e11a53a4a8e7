package dev.loulan.sync.clearing;

import dev.loulan.domain.BusinessDay;
import java.util.Optional;

/** Says since when there is trade. */
@FunctionalInterface
public interface TradeDays {

  /** A day before which nothing was sold; empty while nothing is known to be sold. */
  Optional<BusinessDay> first();
}
