package dev.loulan.sync.ledger.fabric;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.loulan.contract.Definition;
import dev.loulan.sync.publicstate.PublicState;
import io.grpc.CallOptions;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Puts the contract's public state together again from the blocks of one peer, and nothing else.
 */
public final class BlockReader {
  private BlockReader() {}

  /**
   * Reads all blocks that the peer has now.
   *
   * @param deadlineSeconds for all of it
   */
  public static PublicState read(PeerConnection peer, long deadlineSeconds)
      throws GatewayException {
    PublicState state = new PublicState();
    long height = peer.height();
    try (CloseableIterator<Block> blocks =
        peer.network()
            .newBlockEventsRequest()
            .startBlock(0)
            .build()
            .getEvents((CallOptions o) -> o.withDeadlineAfter(deadlineSeconds, TimeUnit.SECONDS))) {
      for (long next = 0; next < height; next++) {
        apply(blocks.next(), state);
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("A block is in Fabric's own format", e);
    }
    return state;
  }

  private static void apply(Block block, PublicState state) throws InvalidProtocolBufferException {
    byte[] codes =
        block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE).toByteArray();
    for (int i = 0; i < block.getData().getDataCount(); i++) {
      if (i < codes.length && codes[i] == TxValidationCode.VALID_VALUE) {
        Payload payload =
            Payload.parseFrom(Envelope.parseFrom(block.getData().getData(i)).getPayload());
        ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
        if (header.getType() == HeaderType.ENDORSER_TRANSACTION_VALUE) {
          apply(Transaction.parseFrom(payload.getData()), state);
        }
      }
    }
  }

  private static void apply(Transaction transaction, PublicState state)
      throws InvalidProtocolBufferException {
    for (TransactionAction action : transaction.getActionsList()) {
      ChaincodeActionPayload endorsed = ChaincodeActionPayload.parseFrom(action.getPayload());
      ProposalResponsePayload response =
          ProposalResponsePayload.parseFrom(endorsed.getAction().getProposalResponsePayload());
      TxReadWriteSet sets =
          TxReadWriteSet.parseFrom(ChaincodeAction.parseFrom(response.getExtension()).getResults());
      for (NsReadWriteSet set : sets.getNsRwsetList()) {
        apply(set, state);
      }
    }
  }

  private static void apply(NsReadWriteSet set, PublicState state)
      throws InvalidProtocolBufferException {
    for (Definition definition : Definition.values()) {
      if (definition.name().toLowerCase(Locale.ROOT).equals(set.getNamespace())) {
        for (KVWrite write : KVRWSet.parseFrom(set.getRwset()).getWritesList()) {
          if (write.getIsDelete()) {
            state.delete(definition, write.getKey());
          } else {
            state.put(definition, write.getKey(), write.getValue().toByteArray());
          }
        }
      }
    }
  }
}
