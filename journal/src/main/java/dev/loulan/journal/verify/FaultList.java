package dev.loulan.journal.verify;

import java.util.ArrayList;
import java.util.List;

/** Collects faults up to a limit: past it a file is so damaged that more words do not help. */
final class FaultList {

  private static final int LIMIT = 1000;

  private final List<Fault> faults = new ArrayList<>();

  void add(Fault.Code code, String epoch, long entry, String what) {
    if (faults.size() < LIMIT) {
      faults.add(new Fault(code, epoch, entry, what));
    }
  }

  List<Fault> faults() {
    return faults;
  }
}
