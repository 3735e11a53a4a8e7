package dev.loulan.testkit.scenario;

import java.util.Locale;

/** What happens in a session of the scenario set. */
public enum Scenario {
  PLAIN_TAKE,
  SEVERAL_UNITS_AT_ONCE,
  SEVERAL_PRODUCTS_ON_ONE_PLATE,
  TAKE_AND_PUT_BACK,
  PUT_BACK_ELSEWHERE,
  EXCHANGE_OF_LOOK_ALIKES,
  TWO_SHOPPERS_AT_ONCE,
  HAND_RESTING,
  BAG_RESTING,
  TAKEN_SLOWLY,
  SEVERAL_LIFTED_FEWER_KEPT,
  REFILL_DURING_SESSION,
  PLATE_BUMPED,
  DOOR_LEFT_OPEN,
  POWER_CUT_WITH_DOOR_OPEN,
  OVER_SEVERAL_PLATES,
  CROSSTALK,
  NOISY_PLATE,
  BIT_ERRORS,
  LOST_FRAME;

  /** As the parameters and the tables write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
