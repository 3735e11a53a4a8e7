package dev.loulan.agent.identity;

import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.entry.Heartbeat;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Run as a program of its own, because SoftHSM reads where its tokens are from the environment:
 * writes a journal with a token's key, changes to the token's next key, and writes on.
 */
public final class TokenDrill {
  private TokenDrill() {}

  public static void main(String... args) throws Exception {
    Path folder = Path.of(args[0]);
    Stamp now = new Stamp(1_790_000_000_000_000L, true, 0);
    try (JournalKeys keys = new TokenKeys(TokenUri.parse(args[1]))) {
      KeyHandover handover = new KeyHandover(folder, "shelf-1", keys);
      for (int start = 0; start < 3; start++) {
        DeviceSigner due = handover.due();
        System.out.println(JournalKeys.vkey("shelf-1", due).encode());
        IdSource ids = new IdSource(new SplittableRandom(start));
        try (SqliteJournalStore store = SqliteJournalStore.open(folder.resolve("journal.sqlite"));
            Journal journal =
                Journal.open(
                    store, due, ids, "shelf-1", Journal.continueOrBegin(store, ids), now)) {
          handover.change(journal, now, true);
          for (int i = 0; i < 20; i++) {
            journal.append(now, new Heartbeat(i, 0));
            journal.commit();
          }
        }
        if (start == 0) {
          keys.prepareNext();
        }
      }
    }
  }
}
