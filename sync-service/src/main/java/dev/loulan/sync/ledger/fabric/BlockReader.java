package dev.loulan.sync.ledger.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.loulan.contract.Definition;
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
import org.hyperledger.fabric.protos.peer.BlockAndPrivateData;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Reads what the contract wrote from the blocks of one peer, and from nothing else. */
public final class BlockReader {
  private BlockReader() {}

  /** Hears of each valid transaction's writes, in the order of the ledger. */
  @FunctionalInterface
  public interface Listener {
    void committed(List<LedgerWrite> transaction);
  }

  /**
   * The public state after all blocks that the peer has now.
   *
   * @param deadlineSeconds for all of it
   */
  public static PublicState read(PeerConnection peer, long deadlineSeconds)
      throws GatewayException {
    PublicState state = new PublicState();
    read(peer, 0, peer.height(), deadlineSeconds, writes -> writes.forEach(state::apply));
    return state;
  }

  /** Tells what was written in public by the blocks from one to before another. */
  static void read(PeerConnection peer, long from, long to, long deadlineSeconds, Listener listener)
      throws GatewayException {
    try (CloseableIterator<Block> blocks =
        peer.network()
            .newBlockEventsRequest()
            .startBlock(from)
            .build()
            .getEvents((CallOptions o) -> o.withDeadlineAfter(deadlineSeconds, TimeUnit.SECONDS))) {
      for (long next = from; next < to; next++) {
        each(blocks.next(), Map.of(), listener);
      }
    } catch (InvalidProtocolBufferException e) {
      throw notOurs(e);
    }
  }

  /**
   * Follows the blocks that the peer has now, with the private data that it has for them.
   *
   * @param deadlineSeconds for all of it
   * @return how many blocks there were
   */
  public static long follow(PeerConnection peer, long deadlineSeconds, Listener listener)
      throws GatewayException {
    long height = peer.height();
    try (CloseableIterator<BlockAndPrivateData> blocks =
        peer.network()
            .newBlockAndPrivateDataEventsRequest()
            .startBlock(0)
            .build()
            .getEvents((CallOptions o) -> o.withDeadlineAfter(deadlineSeconds, TimeUnit.SECONDS))) {
      for (long next = 0; next < height; next++) {
        BlockAndPrivateData block = blocks.next();
        each(block.getBlock(), block.getPrivateDataMapMap(), listener);
      }
    } catch (InvalidProtocolBufferException e) {
      throw notOurs(e);
    }
    return height;
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

  private static IllegalStateException notOurs(InvalidProtocolBufferException e) {
    return new IllegalStateException("A block is in Fabric's own format", e);
  }
}
