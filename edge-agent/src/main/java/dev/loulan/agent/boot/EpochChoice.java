package dev.loulan.agent.boot;

import dev.loulan.journal.EpochDecision;
import dev.loulan.journal.IdSource;
import dev.loulan.journal.JournalHead;
import dev.loulan.journal.JournalReader;
import java.util.Optional;

/**
 * Decides whether the log goes on in its epoch: only where the server says that it has cosigned
 * nothing that this file does not hold. So no size of an epoch is ever signed twice, whatever card
 * was put back.
 */
final class EpochChoice {
  private EpochChoice() {}

  static EpochDecision decide(JournalReader journal, ServerPosition server, IdSource ids) {
    Optional<JournalHead> head = journal.head();
    if (head.isEmpty()) {
      return new EpochDecision.NewEpoch(ids.epoch(), null);
    }
    boolean goesOn =
        switch (server) {
          case ServerPosition.Nothing _ -> true;
          case ServerPosition.At at -> holds(journal, at);
          case ServerPosition.Unknown _ -> false;
        };
    return goesOn
        ? new EpochDecision.Continue()
        : new EpochDecision.NewEpoch(ids.epoch(), head.get().asParent());
  }

  /**
   * What the server has seen of this device and this file does not hold: an old copy was put back,
   * or another device signs with the same key. Empty when nothing is lost.
   */
  static Optional<LostRange> lost(JournalReader journal, ServerPosition server) {
    if (!(server instanceof ServerPosition.At at) || holds(journal, at)) {
      return Optional.empty();
    }
    boolean known = journal.epochs().contains(at.epoch());
    long here = known ? journal.size(at.epoch()) : 0;
    return Optional.of(new LostRange(at.epoch(), Math.min(here, at.size() - 1), at.size()));
  }

  private static boolean holds(JournalReader journal, ServerPosition.At at) {
    return journal.epochs().contains(at.epoch())
        && at.size() <= journal.size(at.epoch())
        && journal.tree(at.epoch()).root(at.size()).equals(at.root());
  }
}
