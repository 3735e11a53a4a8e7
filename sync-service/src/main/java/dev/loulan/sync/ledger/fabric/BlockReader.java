package dev.loulan.sync.ledger.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.loulan.contract.Definition;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.publicstate.LedgerWrite;
import dev.loulan.sync.publicstate.PublicState;
import io.grpc.CallOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.GatewayRuntimeException;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionPvtReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.NsPvtReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxPvtReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Reads what the contract wrote from the blocks of one peer, and from nothing else. */
public final class BlockReader {
  private static final long PAUSE_MILLIS = 500;

  /**
   * How long somebody waits for blocks.
   *
   * @param seconds for one stream; one that gives nothing any more ends with it
   * @param more streams in a row that may give nothing
   */
  private record Patience(long seconds, int more) {
    /** Of whoever reads a whole ledger, however long it is. */
    static final Patience WHOLE = new Patience(600, 10);

    /** Of a server, which asks again soon. */
    static final Patience NEWS = new Patience(30, 0);

    CallOptions limit(CallOptions options) {
      return options.withDeadlineAfter(seconds, TimeUnit.SECONDS);
    }
  }

  private BlockReader() {}

  /** Hears of each valid transaction's writes, in the order of the ledger. */
  @FunctionalInterface
  public interface Listener {
    void committed(List<LedgerWrite> transaction);
  }

  /** The public state after all blocks that the peer has now. */
  public static PublicState read(PeerConnection peer) throws GatewayException {
    PublicState state = new PublicState();
    read(peer, 0, peer.height(), Patience.WHOLE, writes -> writes.forEach(state::apply));
    return state;
  }

  /**
   * Tells what was written in public by the blocks from one to before another.
   *
   * @throws LedgerUnavailableException when the peer does not give them all within half a minute
   */
  static void news(PeerConnection peer, long from, long to, Listener listener) {
    read(peer, from, to, Patience.NEWS, listener);
  }

  private static void read(
      PeerConnection peer, long from, long to, Patience patience, Listener listener) {
    readAll(
        peer,
        from,
        to,
        patience,
        first ->
            peer.network()
                .newBlockEventsRequest()
                .startBlock(first)
                .build()
                .getEvents(patience::limit),
        block -> each(block, Map.of(), listener));
  }

  /**
   * Follows the blocks that the peer has now, with the private data that it has for them.
   *
   * @return how many blocks there were
   */
  public static long follow(PeerConnection peer, Listener listener) throws GatewayException {
    long height = peer.height();
    readAll(
        peer,
        0,
        height,
        Patience.WHOLE,
        first ->
            peer.network()
                .newBlockAndPrivateDataEventsRequest()
                .startBlock(first)
                .build()
                .getEvents(Patience.WHOLE::limit),
        block -> each(block.getBlock(), block.getPrivateDataMapMap(), listener));
    return height;
  }

  /** Blocks from a number on. */
  private interface Source<T> {
    CloseableIterator<T> from(long first);
  }

  private interface Reader<T> {
    void read(T block) throws InvalidProtocolBufferException;
  }

  /** A stream that ends early is followed by another one from the next block on. */
  private static <T> void readAll(
      PeerConnection peer,
      long from,
      long to,
      Patience patience,
      Source<T> source,
      Reader<T> reader) {
    long next = from;
    for (int fruitless = 0; next < to; fruitless++) {
      try (CloseableIterator<T> blocks = source.from(next)) {
        while (next < to) {
          reader.read(blocks.next());
          next++;
          fruitless = 0;
        }
      } catch (GatewayRuntimeException e) {
        if (fruitless >= patience.more()) {
          throw new LedgerUnavailableException(
              "block %d before %d could not be read from %s, %s"
                  .formatted(next, to, peer.peer().address(), e.getStatus().getCode()));
        }
        pause();
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException("A block is in Fabric's own format", e);
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerUnavailableException("interrupted");
    }
  }

  private static void each(
      Block block, Map<Long, TxPvtReadWriteSet> privateParts, Listener listener)
      throws InvalidProtocolBufferException {
    byte[] codes =
        block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE).toByteArray();
    for (int i = 0; i < block.getData().getDataCount(); i++) {
      if (i < codes.length && codes[i] == TxValidationCode.VALID_VALUE) {
        Payload payload =
            Payload.parseFrom(Envelope.parseFrom(block.getData().getData(i)).getPayload());
        ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
        if (header.getType() == HeaderType.ENDORSER_TRANSACTION_VALUE) {
          List<LedgerWrite> writes = new ArrayList<>();
          addPublic(Transaction.parseFrom(payload.getData()), writes);
          TxPvtReadWriteSet privatePart = privateParts.get((long) i);
          if (privatePart != null) {
            addPrivate(privatePart, writes);
          }
          listener.committed(List.copyOf(writes));
        }
      }
    }
  }

  private static void addPublic(Transaction transaction, List<LedgerWrite> writes)
      throws InvalidProtocolBufferException {
    for (TransactionAction action : transaction.getActionsList()) {
      ChaincodeActionPayload endorsed = ChaincodeActionPayload.parseFrom(action.getPayload());
      ProposalResponsePayload response =
          ProposalResponsePayload.parseFrom(endorsed.getAction().getProposalResponsePayload());
      TxReadWriteSet sets =
          TxReadWriteSet.parseFrom(ChaincodeAction.parseFrom(response.getExtension()).getResults());
      for (NsReadWriteSet set : sets.getNsRwsetList()) {
        add(set.getNamespace(), "", set.getRwset(), writes);
      }
    }
  }

  private static void addPrivate(TxPvtReadWriteSet sets, List<LedgerWrite> writes)
      throws InvalidProtocolBufferException {
    for (NsPvtReadWriteSet set : sets.getNsPvtRwsetList()) {
      for (CollectionPvtReadWriteSet collection : set.getCollectionPvtRwsetList()) {
        add(set.getNamespace(), collection.getCollectionName(), collection.getRwset(), writes);
      }
    }
  }

  private static void add(
      String namespace, String collection, ByteString rwset, List<LedgerWrite> writes)
      throws InvalidProtocolBufferException {
    for (Definition definition : Definition.values()) {
      if (definition.name().toLowerCase(Locale.ROOT).equals(namespace)) {
        for (KVWrite write : KVRWSet.parseFrom(rwset).getWritesList()) {
          byte[] value = write.getIsDelete() ? new byte[0] : write.getValue().toByteArray();
          writes.add(new LedgerWrite(definition, collection, write.getKey(), value));
        }
      }
    }
  }
}
