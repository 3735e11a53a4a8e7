package dev.loulan.server.wiring;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.PartyRole;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.server.live.LiveHub;
import dev.loulan.server.settings.ServerSettings;
import dev.loulan.sync.hooks.HookFeed;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.readmodel.Projector;
import dev.loulan.sync.submission.SubmissionWorker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/**
 * What happens after a segment was answered: the read model takes it in, the ledger gets it, pages
 * hear of it. All on one thread of its own. Days that may be due are left to {@link
 * DailySettlement}.
 */
@Singleton
public class Pipeline {
  private static final Logger LOG = Logger.getLogger(Pipeline.class);
  private static final long RETRY_SECONDS = 15;

  private final ServerSettings settings;
  private final LedgerGateway ledger;
  private final SubmissionWorker worker;
  private final Projector projector;
  private final DailySettlement settlement;
  private final HookFeed hooks;
  private final LiveHub live;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final AtomicBoolean alarmed = new AtomicBoolean();
  private volatile boolean configured;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("pipeline").daemon(true).factory());

  Pipeline(
      ServerSettings settings,
      LedgerGateway ledger,
      SubmissionWorker worker,
      Projector projector,
      DailySettlement settlement,
      HookFeed hooks,
      LiveHub live) {
    this.settings = settings;
    this.ledger = ledger;
    this.worker = worker;
    this.projector = projector;
    this.settlement = settlement;
    this.hooks = hooks;
    this.live = live;
  }

  void start(@Observes StartupEvent event) {
    configureLedger();
    var _ = thread.scheduleWithFixedDelay(this::tick, 0, RETRY_SECONDS, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
      LOG.warn("The submission to the ledger is still under way; it goes on at the next start");
    }
  }

  /** Says that there is something new; returns at once. */
  public void wake() {
    if (!asked.getAndSet(true)) {
      thread.execute(this::guardedRun);
    }
  }

  /** Takes in and submits everything that is here, on the caller's thread. */
  public void run() {
    run(worker::drain);
  }

  private synchronized void run(IntSupplier submit) {
    asked.set(false);
    int news = projector.catchUp();
    hooks.catchUp();
    int committed = submit.getAsInt();
    if (news + committed > 0) {
      live.changed();
    }
  }

  private void tick() {
    if (!configured) {
      configureLedger();
    }
    guardedRun();
    if (configured && settings.clearing()) {
      settlement.wake();
    }
  }

  private void guardedRun() {
    try {
      run(worker::drainDue);
      worker.untilDue().ifPresent(this::wakeIn);
    } catch (RuntimeException e) {
      // Nothing is lost: what was not taken in is still in the intake and goes again at the next
      // tick.
      LOG.error("The read model or the ledger did not take what came in; trying again soon", e);
    }
  }

  /** Once, however often it is said before then. */
  private void wakeIn(Duration wait) {
    if (!alarmed.getAndSet(true)) {
      Runnable later =
          () -> {
            alarmed.set(false);
            guardedRun();
          };
      var _ = thread.schedule(later, wait.toMillis() + 1, TimeUnit.MILLISECONDS);
    }
  }

  private void configureLedger() {
    var configuration =
        new JsonObjectBuilder().flag("simulatedClock", settings.allowSimulatedClock()).build();
    Caller operator = new Caller(settings.name(), PartyRole.OPERATOR);
    try {
      upgrade(operator, ContractCalls.upgradeSales());
      upgrade(operator, ContractCalls.upgradeTerms());
      ledger.submit(operator, ContractCalls.configure(configuration));
      configured = true;
    } catch (ContractException e) {
      configured = e.code() == ContractCode.CONFIGURED;
      LOG.warnf(
          configured ? "loulan.server.allow-simulated-clock does not fit the ledger: %s" : "%s",
          e.getMessage());
    } catch (LedgerUnavailableException e) {
      LOG.warnf("%s", e.getMessage());
    }
  }

  /** Asked first what it would do, for on a chain a call without effect is a transaction, too. */
  private void upgrade(Caller operator, ContractCall upgrade) {
    Fields would = Fields.of(JsonReader.read(ledger.query(operator, upgrade).payload()), "upgrade");
    if (would.integer("from") < would.integer("to")) {
      ledger.submit(operator, upgrade);
      LOG.infof("The ledger's state has format %d now", would.integer("to"));
    }
  }
}
