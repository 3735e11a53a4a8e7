package dev.loulan.contract.sales;

import dev.loulan.contract.state.Key;
import dev.loulan.domain.BusinessDay;

/** Where the definition {@code sales} keeps what. */
final class SalesKeys {
  static final String CONFIGURATION = "configuration";
  static final String DEVICE = "device";
  static final String HEAD = "head";
  static final String DAY = "day";
  static final String BATCH = "batch";
  static final String STATE = "state";
  static final String REFUSAL = "refusal";

  private SalesKeys() {}

  static String device(String deviceId) {
    return Key.of(DEVICE, deviceId);
  }

  /** What is running for a device; written with every batch of that device and no other. */
  static String head(String deviceId) {
    return Key.of(HEAD, deviceId);
  }

  static String day(BusinessDay day, String deviceId) {
    return Key.of(DAY, day.date(), deviceId);
  }

  /** Public: a batch's checkpoint and sums. Private: its sales and reviews. */
  static String batch(String deviceId, String epoch, long from) {
    return Key.of(BATCH, deviceId, epoch, Key.index(from));
  }

  /** The log's state after a batch, kept because a later epoch may name it as its parent. */
  static String state(String deviceId, String epoch, long size) {
    return Key.of(STATE, deviceId, epoch, Key.index(size));
  }

  static String refusal(String deviceId, String batchId, String digest) {
    return Key.of(REFUSAL, deviceId, batchId, digest);
  }
}
