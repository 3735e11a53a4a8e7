package dev.loulan.sync.ledger.embedded;

import com.upokecenter.cbor.CBORObject;
import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.Reply;
import dev.loulan.journal.merkle.TreeHash;
import dev.loulan.sync.ledger.Envelope;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.Prepared;
import dev.loulan.sync.ledger.SubmitOutcome;

/** The contract in this process over its SQLite file. */
public final class EmbeddedGateway implements LedgerGateway {
  private final EmbeddedLedger ledger;

  public EmbeddedGateway(EmbeddedLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Prepared prepare(Caller caller, ContractCall call) {
    byte[] bytes =
        CBORObject.NewArray()
            .Add(caller.partyId())
            .Add(caller.role().word())
            .Add(Envelope.encode(call))
            .EncodeToBytes();
    return new Prepared(TreeHash.sha256(bytes).hex(), bytes);
  }

  @Override
  public SubmitOutcome send(Prepared prepared) {
    CBORObject stored = CBORObject.DecodeFromBytes(prepared.bytes());
    Caller caller =
        new Caller(
            stored.get(0).AsString(), PartyRole.ofWord(stored.get(1).AsString()).orElseThrow());
    try {
      return new SubmitOutcome.Committed(
          prepared.txId(), ledger.invoke(caller, Envelope.decode(stored.get(2).GetByteString())));
    } catch (ContractException e) {
      return new SubmitOutcome.Rejected(e.code(), String.valueOf(e.getMessage()));
    } catch (LedgerStoreException e) {
      return new SubmitOutcome.Unknown(prepared.txId(), String.valueOf(e.getMessage()));
    }
  }

  /** The contract answers the second time as the first. */
  @Override
  public SubmitOutcome recover(Prepared prepared) {
    return send(prepared);
  }

  @Override
  public Reply query(Caller caller, ContractCall call) {
    return ledger.ask(caller, call);
  }
}
