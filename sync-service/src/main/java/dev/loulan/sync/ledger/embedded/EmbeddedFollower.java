package dev.loulan.sync.ledger.embedded;

import dev.loulan.sync.ledger.LedgerFollower;
import dev.loulan.sync.publicstate.LedgerWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what was committed until somebody asks. */
final class EmbeddedFollower implements LedgerFollower {
  private final ConcurrentLinkedQueue<LedgerWrite> kept = new ConcurrentLinkedQueue<>();

  void committed(List<LedgerWrite> writes) {
    kept.addAll(writes);
  }

  @Override
  public List<LedgerWrite> next() {
    List<LedgerWrite> news = new ArrayList<>();
    LedgerWrite write = kept.poll();
    while (write != null) {
      news.add(write);
      write = kept.poll();
    }
    return List.copyOf(news);
  }
}
