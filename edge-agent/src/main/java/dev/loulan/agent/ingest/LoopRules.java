package dev.loulan.agent.ingest;

import java.util.List;

/**
 * What the loop waits for.
 *
 * @param boards names of boards to wait for from the start; may be empty
 * @param boardCount boards that must have said hello before the first frame is taken
 * @param awaitsDocuments whether planogram and prices must be there before the first frame is taken
 * @param isLive whether boards tell real time: a board that is silent for 2 s is left out, signs of
 *     life are journaled, and clocks that are set are noticed; never in a simulated run, where the
 *     machine's pace must decide nothing
 */
public record LoopRules(
    List<String> boards, int boardCount, boolean awaitsDocuments, boolean isLive) {

  public LoopRules {
    boards = List.copyOf(boards);
  }
}
