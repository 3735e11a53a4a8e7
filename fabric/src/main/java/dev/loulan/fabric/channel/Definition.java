package dev.loulan.fabric.channel;

/**
 * A chaincode definition on the channel.
 *
 * @param endorsers how many of the members must endorse; 0 for all of them
 * @param portOffset where a peer's chaincode server serves it, counted from the peer's first port
 * @param privateTrade whether it keeps the private collection of the members
 */
public record Definition(String name, int endorsers, int portOffset, boolean privateTrade) {
  /** Devices and batches. */
  public static final Definition SALES = new Definition("sales", 2, 3, true);

  /** Agreements and settlement. */
  public static final Definition TERMS = new Definition("terms", 0, 4, true);
}
