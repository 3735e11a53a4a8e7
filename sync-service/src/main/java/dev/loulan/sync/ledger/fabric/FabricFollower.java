package dev.loulan.sync.ledger.fabric;

import dev.loulan.sync.ledger.LedgerFollower;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.publicstate.LedgerWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hyperledger.fabric.client.GatewayException;

/**
 * Reads new blocks of the peer that the gateway asks. Every peer of a channel has the same blocks,
 * so it goes on where it was when the gateway takes another one.
 */
final class FabricFollower implements LedgerFollower {
  private static final long UNKNOWN = -1;

  /** Bounds what is in memory after a long time without a connection. */
  private static final long BLOCKS_AT_ONCE = 500;

  private final Supplier<PeerConnection> peer;
  private long next = UNKNOWN;

  FabricFollower(Supplier<PeerConnection> peer) {
    this.peer = peer;
  }

  @Override
  public List<LedgerWrite> next() {
    PeerConnection asked = peer.get();
    try {
      long height = asked.height();
      if (next == UNKNOWN) {
        next = height;
      }
      long to = Math.min(height, next + BLOCKS_AT_ONCE);
      List<LedgerWrite> writes = new ArrayList<>();
      if (to > next) {
        BlockReader.news(
            asked,
            next,
            to,
            transaction ->
                transaction.stream().filter(w -> w.collection().isEmpty()).forEach(writes::add));
        next = to;
      }
      return List.copyOf(writes);
    } catch (GatewayException e) {
      throw new LedgerUnavailableException(
          GatewayErrors.sentence("The new blocks were not read", asked, e));
    }
  }
}
