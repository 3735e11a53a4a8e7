package dev.loulan.sync.ledger.fabric;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.Reply;
import dev.loulan.sync.ledger.LedgerFollower;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.ledger.Prepared;
import dev.loulan.sync.ledger.SubmitOutcome;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * The contract on a channel of Fabric.
 *
 * <p>A failed submit does not mean that a transaction was not ordered, so its outcome is asked for
 * by its id: first of the gateway's peer, with a deadline, then of the peers of two organisations.
 * Only when two say that they do not know it does the same envelope go again; a duplicate is void
 * by its id. A new transaction for the same call is made by the caller, and only after {@code
 * Invalid}.
 */
public final class FabricGateway implements LedgerGateway, AutoCloseable {
  private static final int ENDORSE_TRIES = 8;
  private static final int SEND_TRIES = 3;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final int ENOUGH_ORGANISATIONS = 2;

  private final List<PeerConnection> peers;
  private final AtomicInteger current = new AtomicInteger();
  private final CircuitBreaker breaker;
  private final FabricFigures figures = new FabricFigures();

  private FabricGateway(List<PeerConnection> peers, InstantSource clock) {
    this.peers = peers;
    this.breaker = new CircuitBreaker(clock);
  }

  /** Opens the gateways of all peers that the settings name. */
  public static FabricGateway open(FabricSettings settings, InstantSource clock) {
    return new FabricGateway(
        settings.peers().stream().map(peer -> PeerConnection.open(settings, peer)).toList(), clock);
  }

  /** Hears what is written to the channel. */
  public LedgerFollower follower() {
    return new FabricFollower(this::peer);
  }

  public FabricFigures figures() {
    return figures;
  }

  /** Whether the ledger failed so often that it is left alone for a while. */
  public boolean isResting() {
    return breaker.isOpen();
  }

  @Override
  public Prepared prepare(Caller caller, ContractCall call) {
    breaker.requireClosed();
    String what = "";
    for (int tries = 0; tries < ENDORSE_TRIES; tries++) {
      pause(tries);
      PeerConnection peer = peer();
      try {
        Transaction transaction = proposal(peer, caller, call).endorse();
        breaker.succeeded();
        return new Prepared(transaction.getTransactionId(), transaction.getBytes());
      } catch (EndorseException e) {
        what = GatewayErrors.sentence("The call was not endorsed", peer, e);
        takeUp(peer, e, tries == ENDORSE_TRIES - 1);
      }
    }
    throw failed(what);
  }

  @Override
  public SubmitOutcome send(Prepared prepared) {
    figures.inFlight.incrementAndGet();
    try {
      SubmitOutcome outcome = sendUntilKnown(prepared);
      switch (outcome) {
        case SubmitOutcome.Committed _ -> {
          breaker.succeeded();
          figures.committed.incrementAndGet();
        }
        case SubmitOutcome.Invalid _ -> figures.invalid.incrementAndGet();
        case SubmitOutcome.Unknown(_, String what) -> {
          breaker.failed(what);
          figures.unknown.incrementAndGet();
        }
        case SubmitOutcome.Rejected _ -> throw new IllegalStateException("endorsed already");
      }
      return outcome;
    } finally {
      figures.inFlight.decrementAndGet();
    }
  }

  @Override
  public SubmitOutcome recover(Prepared prepared) {
    breaker.requireClosed();
    return switch (ask(prepared.txId())) {
      case Answer.Known(TxValidationCode code) -> outcome(prepared, code);
      case Answer.NotThere _, Answer.Silence _ -> send(prepared);
    };
  }

  @Override
  public Reply query(Caller caller, ContractCall call) {
    breaker.requireClosed();
    String what = "";
    for (int tries = 0; tries < peers.size(); tries++) {
      PeerConnection peer = peer();
      try {
        byte[] answer = proposal(peer, caller, call).evaluate();
        breaker.succeeded();
        return reply(answer);
      } catch (GatewayException e) {
        what = GatewayErrors.sentence("The question was not answered", peer, e);
        takeUp(peer, e, true);
      }
    }
    throw failed(what);
  }

  private LedgerUnavailableException failed(String what) {
    breaker.failed(what);
    figures.failed.incrementAndGet();
    return new LedgerUnavailableException(what);
  }

  private SubmitOutcome sendUntilKnown(Prepared prepared) {
    String what = "";
    for (int tries = 0; tries < SEND_TRIES; tries++) {
      pause(tries);
      PeerConnection peer = peer();
      try {
        SubmittedTransaction sent = peer.gateway().newTransaction(prepared.bytes()).submitAsync();
        return outcome(prepared, sent.getStatus());
      } catch (SubmitException e) {
        what = GatewayErrors.sentence("The transaction was not acknowledged", peer, e);
        leave(peer);
      } catch (CommitStatusException e) {
        what = GatewayErrors.sentence("The commit was not confirmed", peer, e);
        leave(peer);
      }
      switch (awaitAnswer(prepared.txId())) {
        case Answer.Known(TxValidationCode code) -> {
          return outcome(prepared, code);
        }
        case Answer.NotThere _ -> figures.sentAgain.incrementAndGet();
        case Answer.Silence _ -> {
          return new SubmitOutcome.Unknown(prepared.txId(), what);
        }
      }
    }
    return new SubmitOutcome.Unknown(prepared.txId(), what);
  }

  /** It may still be on its way into a block, so "not there" is believed only after a while. */
  private Answer awaitAnswer(String txId) {
    Answer answer = ask(txId);
    for (int tries = 1; tries <= ENDORSE_TRIES && !(answer instanceof Answer.Known); tries++) {
      pause(tries);
      answer = ask(txId);
    }
    return answer;
  }

  /** What the consortium says of a transaction. */
  private sealed interface Answer {
    record Known(TxValidationCode code) implements Answer {}

    /** Two organisations do not know it. */
    record NotThere() implements Answer {}

    /** Too few answered. */
    record Silence() implements Answer {}
  }

  private Answer ask(String txId) {
    List<String> without = new ArrayList<>();
    for (PeerConnection peer : peers) {
      try {
        Optional<TxValidationCode> found = peer.find(txId);
        if (found.isPresent()) {
          return new Answer.Known(found.get());
        }
        if (!without.contains(peer.peer().mspId())) {
          without.add(peer.peer().mspId());
        }
      } catch (GatewayException e) {
        // This peer does not answer now; the others may.
      }
    }
    long organisations = peers.stream().map(p -> p.peer().mspId()).distinct().count();
    return without.size() >= Math.min(ENOUGH_ORGANISATIONS, organisations)
        ? new Answer.NotThere()
        : new Answer.Silence();
  }

  private SubmitOutcome outcome(Prepared prepared, Status status) {
    return outcome(prepared, status.getCode());
  }

  private SubmitOutcome outcome(Prepared prepared, TxValidationCode code) {
    return code == TxValidationCode.VALID
        ? new SubmitOutcome.Committed(
            prepared.txId(), reply(peer().gateway().newTransaction(prepared.bytes()).getResult()))
        : new SubmitOutcome.Invalid(prepared.txId(), "The transaction is void: " + code);
  }

  private static Proposal proposal(PeerConnection peer, Caller caller, ContractCall call) {
    var builder =
        peer.network()
            .getContract(call.function().definition().name().toLowerCase(Locale.ROOT))
            .newProposal(call.function().word())
            .addArguments(caller.partyId());
    call.args().forEach(builder::addArguments);
    call.transientData().forEach(builder::putTransient);
    return builder.build();
  }

  /** Throws what the contract said; else gets ready for another try. */
  private void takeUp(PeerConnection peer, GatewayException e, boolean last) {
    Optional<ContractException> ours = GatewayErrors.ofContract(e);
    boolean disagreement = GatewayErrors.isDisagreement(e, peer);
    if (ours.isPresent() && (last || !disagreement)) {
      breaker.succeeded();
      throw ours.get();
    }
    if (disagreement) {
      figures.disagreements.incrementAndGet();
    } else {
      leave(peer);
    }
  }

  /**
   * Takes the next peer, unless another thread did already. What the error is does not matter: one
   * whose own chaincode server is down says ABORTED as one that lacks another's endorsement does.
   */
  private void leave(PeerConnection peer) {
    int index = peers.indexOf(peer);
    if (peers.size() > 1 && current.compareAndSet(index, (index + 1) % peers.size())) {
      figures.failOvers.incrementAndGet();
    }
  }

  private PeerConnection peer() {
    return peers.get(current.get());
  }

  /** The code, a line feed, the payload. */
  private static Reply reply(byte[] answer) {
    int end = 0;
    while (end < answer.length && answer[end] != '\n') {
      end++;
    }
    ContractCode code = ContractCode.valueOf(new String(answer, 0, end, StandardCharsets.UTF_8));
    byte[] payload = Arrays.copyOfRange(answer, Math.min(end + 1, answer.length), answer.length);
    return code == ContractCode.OK ? Reply.done(payload) : Reply.refused(code, payload);
  }

  private static void pause(int tries) {
    if (tries == 0) {
      return;
    }
    try {
      Thread.sleep(FIRST_PAUSE_MILLIS << Math.min(tries, 5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerUnavailableException("interrupted");
    }
  }

  @Override
  public void close() {
    peers.forEach(PeerConnection::close);
  }
}
