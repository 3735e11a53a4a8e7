package dev.loulan.server.wiring;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.PartyRole;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.server.live.LiveHub;
import dev.loulan.server.settings.ServerSettings;
import dev.loulan.sync.clearing.Clearing;
import dev.loulan.sync.clearing.DueDays;
import dev.loulan.sync.intake.SqliteIntakeStore;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.readmodel.SalesModel;
import dev.loulan.sync.submission.Lease;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Settles days by itself once they are over, and again when they have news; on a thread of its own,
 * for looking at all days may take long and sales must not wait for it. One replica does it.
 */
@Singleton
public class DailySettlement {
  private static final Logger LOG = Logger.getLogger(DailySettlement.class);

  private final ServerSettings settings;
  private final InstantSource clock;
  private final LiveHub live;
  private final SqliteIntakeStore store;
  private final Lease lease;
  private final DueDays days;
  private final AtomicBoolean asked = new AtomicBoolean();
  private @Nullable BusinessDay lastRun;
  private volatile boolean stopping;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("settlement").daemon(true).factory());

  DailySettlement(
      ServerSettings settings,
      InstantSource clock,
      Databases databases,
      LedgerGateway ledger,
      Clearing clearing,
      SalesModel sales,
      LiveHub live) {
    this.settings = settings;
    this.clock = clock;
    this.live = live;
    this.store = new SqliteIntakeStore(databases.intake());
    this.lease = new Lease(settings.replica(), InstantSource.system());
    this.days =
        new DueDays(
            ledger,
            settings.clearing() ? databases.follower() : List::of,
            clearing,
            new Caller(settings.name(), PartyRole.PLATFORM),
            sales,
            () -> lease.takeSettling(store));
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    thread.shutdown();
    if (thread.awaitTermination(5, TimeUnit.SECONDS)) {
      lease.endSettling(store);
    } else {
      LOG.warn("The settlement of a day is still under way; it goes on at the next start");
    }
  }

  /** Says that days may be due; returns at once. */
  void wake() {
    if (!stopping && !asked.getAndSet(true)) {
      thread.execute(this::run);
    }
  }

  private void run() {
    asked.set(false);
    try {
      BusinessDay today =
          new BusinessDay(LocalDate.ofInstant(clock.instant(), settings.clearingZone()).toString());
      if (!today.equals(lastRun)) {
        // A peer that lagged behind may have hidden something; once a day costs little.
        days.lookAtAll();
        lastRun = today;
      }
      boolean more = true;
      while (more && !stopping) {
        more = days.round(today, new Heard());
      }
    } catch (LedgerUnavailableException e) {
      LOG.warnf("Days with news cannot be settled now; trying again soon: %s", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("The settlement of days failed; trying again soon", e);
    }
  }

  private final class Heard implements DueDays.Listener {
    @Override
    public void settled(BusinessDay day, Currency currency, byte[] statement) {
      live.changed();
      LOG.infof("Settled %s in %s (%d bytes)", day, currency, statement.length);
    }

    @Override
    public void refused(BusinessDay day, Currency currency, ContractException why) {
      LOG.warnf("The day %s cannot be settled in %s: %s", day, currency, why.getMessage());
    }
  }
}
