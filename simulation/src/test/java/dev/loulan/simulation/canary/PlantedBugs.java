package dev.loulan.simulation.canary;

import com.upokecenter.cbor.CBORObject;
import dev.loulan.agent.boot.ServerPosition;
import dev.loulan.agent.ingest.InputSink;
import dev.loulan.agent.ingest.Outlets;
import dev.loulan.agent.session.Input;
import dev.loulan.agent.session.Opening;
import dev.loulan.agent.session.Recovered;
import dev.loulan.agent.session.SessionNotice;
import dev.loulan.agent.session.ShelfSettings;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.contract.BatchItem;
import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractFunction;
import dev.loulan.contract.Reply;
import dev.loulan.contract.StatePort;
import dev.loulan.journal.JournalStore;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.Tender;
import dev.loulan.simulation.edge.Canary;
import dev.loulan.simulation.edge.Edges;
import dev.loulan.sync.ledger.LedgerFollower;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.Prepared;
import dev.loulan.sync.ledger.SubmitOutcome;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bugs that the simulation must find. */
public final class PlantedBugs implements Canary.Source {

  @Override
  public List<Canary> canaries() {
    return List.of(
        new Canary("ack-before-durable", AckBeforeDurable::new),
        new Canary("consume-before-durable", ConsumeBeforeDurable::new),
        new Canary("forget-session-at-boot", ForgetSession::new),
        new Canary("business-day-in-utc", DayInUtc::new),
        new Canary("round-half-up", RoundHalfUp::new),
        new Canary("replayed-batch-counts", () -> new BatchKeptWrong(10, Sale.class, 2)),
        new Canary("submit-anew", () -> new UnknownIsCommitted(ContractFunction.SUBMIT_BATCH)),
        new Canary("lose-bill", () -> new UnknownIsCommitted(ContractFunction.SUBMIT_BILL)),
        new Canary("forget-frontier-check", RefusalIsDone::new),
        new Canary("reuse-epoch", ReuseEpoch::new),
        new Canary("forget-evidence", ForgetEvidence::new),
        new Canary("lose-tender", LoseTender::new),
        new Canary("announce-twice", AnnounceTwice::new),
        new Canary("drop-newest", DropNewest::new),
        new Canary("trust-wall-clock", TrustWallClock::new),
        new Canary("lose-reviews", () -> new BatchKeptWrong(3, ReviewOpened.class, 0)),
        new Canary("rewrite-closed-day", RewriteDay::new),
        new Canary("miscount-day", MiscountDay::new),
        new Canary("lose-day-close", LoseDayClose::new),
        new Canary("adjust-twice", AdjustTwice::new),
        new Canary("never-acknowledge", NeverAcknowledge::new),
        new Canary("settle-without-late-bills", NoNewsOfBills::new),
        new Canary("pay-twice", PayTwice::new));
  }

  /** A day that is settled before its bill comes in is not looked at again. */
  private static final class NoNewsOfBills implements Edges {
    @Override
    public LedgerFollower follower(LedgerFollower follower) {
      return () ->
          follower.next().stream().filter(write -> !write.key().startsWith("bill/")).toList();
    }
  }

  private static final class AckBeforeDurable implements Edges {
    @Override
    public JournalStore journal(JournalStore store) {
      return new LazyStore(store);
    }
  }

  /** Outlets that pass everything on. */
  private static class Passing implements Outlets {
    private final Outlets to;

    Passing(Outlets to) {
      this.to = to;
    }

    @Override
    public void consumed(String board, long stream, long sequence) {
      to.consumed(board, stream, sequence);
    }

    @Override
    public void notice(SessionNotice notice) {
      to.notice(notice);
    }

    @Override
    public void keepEvidence(Bytes sha256, Bytes window) {
      to.keepEvidence(sha256, window);
    }

    @Override
    public void keepShelf(@Nullable Tender tender, @Nullable Opening opening) {
      to.keepShelf(tender, opening);
    }

    @Override
    public void alert(dev.loulan.journal.entry.Alert alert) {
      to.alert(alert);
    }

    @Override
    public void committed() {
      to.committed();
    }
  }

  private static final class ConsumeBeforeDurable implements Edges {
    @Override
    public Outlets outlets(Outlets outlets) {
      return new Passing(outlets) {
        @Override
        public void consumed(String board, long stream, long sequence) {
          super.consumed(board, stream, sequence + 30);
        }
      };
    }
  }

  private static final class NeverAcknowledge implements Edges {
    @Override
    public Outlets outlets(Outlets outlets) {
      return new Passing(outlets) {
        @Override
        public void consumed(String board, long stream, long sequence) {
          // The board waits for ever.
        }
      };
    }
  }

  private static final class ForgetEvidence implements Edges {
    private int windows;

    @Override
    public Outlets outlets(Outlets outlets) {
      return new Passing(outlets) {
        @Override
        public void keepEvidence(Bytes sha256, Bytes window) {
          if (++windows % 7 != 0) {
            super.keepEvidence(sha256, window);
          }
        }
      };
    }
  }

  private static final class LoseTender implements Edges {
    @Override
    public Outlets outlets(Outlets outlets) {
      return new Passing(outlets) {
        @Override
        public void keepShelf(@Nullable Tender tender, @Nullable Opening opening) {
          super.keepShelf(null, opening);
        }
      };
    }
  }

  private static final class AnnounceTwice implements Edges {
    private int notices;

    @Override
    public Outlets outlets(Outlets outlets) {
      return new Passing(outlets) {
        @Override
        public void notice(SessionNotice notice) {
          super.notice(notice);
          if (++notices % 50 == 0) {
            super.notice(notice);
          }
        }
      };
    }
  }

  private static final class ForgetSession implements Edges {
    @Override
    public Recovered recovered(Recovered r) {
      return new Recovered(
          null,
          r.closedSessions(),
          r.seen(),
          r.tenderReferences(),
          r.lastMicros(),
          r.lastDay(),
          r.levels(),
          r.tender(),
          r.restocking(),
          r.learned());
    }
  }

  private static final class DayInUtc implements Edges {
    @Override
    public ShelfSettings settings(ShelfSettings settings) {
      return new ShelfSettings(
          ZoneOffset.UTC, settings.cutoffSecondOfDay(), settings.currency(), settings.wholeFeed());
    }

    @Override
    public InputSink inputs(InputSink inputs) {
      return input ->
          inputs.input(
              input instanceof Input.SettingsArrived arrived
                  ? new Input.SettingsArrived(settings(arrived.settings()))
                  : input);
    }
  }

  private static final class ReuseEpoch implements Edges {
    @Override
    public ServerPosition position(ServerPosition position) {
      return new ServerPosition.Nothing();
    }
  }

  /** Whatever the server says of the time, the clock is right. */
  private static final class TrustWallClock implements Edges {
    private static final long FAR_MICROS = 315_000_000_000_000L;

    @Override
    public InputSink inputs(InputSink inputs) {
      return input ->
          inputs.input(
              input instanceof Input.ClockCompared with
                  ? new Input.ClockCompared(true, with.serverMicros() + FAR_MICROS, with.atNanos())
                  : input);
    }
  }

  private static final class DropNewest implements Edges {
    private int doors;

    @Override
    public boolean takesFrame(Frame frame) {
      boolean full = frame instanceof Frame.Door && ++doors % 24 == 0;
      return !full;
    }
  }

  /** Each share rounded for itself: one party has a cent too much, another one too little. */
  private static final class RoundHalfUp implements Edges {
    @Override
    public StatePort state(StatePort state) {
      return new ForgedState(state) {
        @Override
        public void put(String key, byte[] value) {
          super.put(key, key.startsWith("statement/") ? centMoved(value) : value);
        }
      };
    }

    private static byte[] centMoved(byte[] statement) {
      String text = new String(statement, StandardCharsets.UTF_8);
      int shares = text.indexOf("\"shares\":[{");
      int first = text.indexOf("\"amount\":", Math.max(0, shares));
      int second = text.indexOf("\"amount\":", first + 1);
      return shares < 0 || second < 0
          ? statement
          : ForgedState.replace(
              ForgedState.replace(statement, second, "\"amount\":", -1), first, "\"amount\":", 1);
    }
  }

  /** What was paid already is owed again. */
  private static final class PayTwice implements Edges {
    @Override
    public StatePort state(StatePort state) {
      return new ForgedState(state) {
        @Override
        public List<Row> range(String from, String to) {
          return from.startsWith("payout/") ? List.of() : super.range(from, to);
        }
      };
    }
  }

  private static final class MiscountDay implements Edges {
    @Override
    public StatePort state(StatePort state) {
      return new ForgedState(state) {
        @Override
        public void put(String key, byte[] value) {
          super.put(key, key.startsWith("day/") ? replaceFirst(value, "\"gross\":", 7) : value);
        }
      };
    }
  }

  private static final class LoseDayClose implements Edges {
    private int days;

    @Override
    public StatePort state(StatePort state) {
      return new ForgedState(state) {
        @Override
        public void put(String key, byte[] value) {
          if (!key.startsWith("day/") || ++days % 4 != 0) {
            super.put(key, value);
          }
        }
      };
    }
  }

  private static final class RewriteDay implements Edges {
    private String key = "";
    private byte[] value = {};

    @Override
    public StatePort state(StatePort state) {
      return new ForgedState(state) {
        @Override
        public void put(String now, byte[] content) {
          super.put(now, content);
          if (now.startsWith("day/")) {
            if (!key.isEmpty() && !key.equals(now)) {
              super.put(key, replaceFirst(value, "\"gross\":", 1));
            }
            key = now;
            value = content.clone();
          }
        }
      };
    }
  }

  /** Of every so-manieth batch the ledger keeps the entries of a type as many times. */
  private static final class BatchKeptWrong implements Edges {
    private final int every;
    private final Class<? extends Body> type;
    private final int times;
    private int batches;

    BatchKeptWrong(int every, Class<? extends Body> type, int times) {
      this.every = every;
      this.type = type;
      this.times = times;
    }

    @Override
    public StatePort state(StatePort state) {
      return new ForgedState(state) {
        @Override
        public void putPrivate(String collection, String key, byte[] value) {
          boolean wrong = key.startsWith("batch/") && ++batches % every == 0;
          super.putPrivate(collection, key, wrong ? with(value, type, times) : value);
        }
      };
    }
  }

  /** What {@code BatchContent} keeps, its entries of a type as many times. */
  private static byte[] with(byte[] value, Class<? extends Body> type, int times) {
    CBORObject stored = CBORObject.DecodeFromBytes(value);
    List<BatchItem> items = new ArrayList<>();
    for (BatchItem item : BatchItem.decode(stored.get(1).GetByteString())) {
      boolean found =
          item instanceof BatchItem.Leaf leaf
              && type.isInstance(EntryCodec.decode(leaf.bytes().toArray()).body());
      items.addAll(Collections.nCopies(found ? times : 1, item));
    }
    return CBORObject.NewArray().Add(stored.get(0)).Add(BatchItem.encode(items)).EncodeToBytes();
  }

  private static final class AdjustTwice implements Edges {
    @Override
    public StatePort state(StatePort state) {
      return new ForgedState(state) {
        @Override
        public byte[] getPrivate(String collection, String key) {
          return key.startsWith("adjustment/") ? new byte[0] : super.getPrivate(collection, key);
        }
      };
    }
  }

  /** A gateway that passes everything on; a planted bug changes what became of it. */
  private abstract static class Forged implements LedgerGateway {
    private final LedgerGateway ledger;
    private final Map<String, ContractFunction> functions = new HashMap<>();

    Forged(LedgerGateway ledger) {
      this.ledger = ledger;
    }

    abstract SubmitOutcome forged(ContractFunction function, SubmitOutcome outcome);

    @Override
    public Prepared prepare(Caller caller, ContractCall call) {
      Prepared prepared = ledger.prepare(caller, call);
      functions.put(prepared.txId(), call.function());
      return prepared;
    }

    @Override
    public SubmitOutcome send(Prepared prepared) {
      ContractFunction function =
          Objects.requireNonNull(functions.get(prepared.txId()), "prepared before");
      return forged(function, ledger.send(prepared));
    }

    @Override
    public SubmitOutcome recover(Prepared prepared) {
      return send(prepared);
    }

    @Override
    public Reply query(Caller caller, ContractCall call) {
      return ledger.query(caller, call);
    }
  }

  private static final class RefusalIsDone implements Edges {
    @Override
    public LedgerGateway ledger(LedgerGateway ledger) {
      return new Forged(ledger) {
        @Override
        SubmitOutcome forged(ContractFunction function, SubmitOutcome outcome) {
          return outcome instanceof SubmitOutcome.Committed(String tx, Reply reply)
              ? new SubmitOutcome.Committed(tx, Reply.done(reply.payload()))
              : outcome;
        }
      };
    }
  }

  /** An unknown outcome counts as done, for one function. */
  private static final class UnknownIsCommitted implements Edges {
    private final ContractFunction wrong;

    UnknownIsCommitted(ContractFunction wrong) {
      this.wrong = wrong;
    }

    @Override
    public LedgerGateway ledger(LedgerGateway ledger) {
      return new Forged(ledger) {
        @Override
        SubmitOutcome forged(ContractFunction function, SubmitOutcome outcome) {
          return function == wrong && outcome instanceof SubmitOutcome.Unknown(var tx, var _)
              ? new SubmitOutcome.Committed(tx, Reply.done(new byte[] {'{', '}'}))
              : outcome;
        }
      };
    }
  }
}
