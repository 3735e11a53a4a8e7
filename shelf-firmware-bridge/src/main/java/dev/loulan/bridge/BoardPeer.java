package dev.loulan.bridge;

import dev.loulan.bridge.frame.Frame;

/** The connection over which a board speaks, as its stream sees it. Any thread may call. */
public interface BoardPeer {

  /** Tells the board that frames up to this one may be forgotten. */
  void acknowledge(Frame.Ack ack);

  /** The board has more frames under way than its window, or no longer. */
  void boardIsOver(boolean over);
}
