package dev.loulan.sync.clearing;

import java.util.List;

/** Says which business days devices have closed. */
public interface ClosedDays {

  /** A day in one currency and how many devices closed it. */
  record ClosedDayCount(String day, String currency, long devices) {}

  /** The closed days with the number of devices, the newest first, at most {@code limit}. */
  List<ClosedDayCount> closedDayCounts(int limit);
}
