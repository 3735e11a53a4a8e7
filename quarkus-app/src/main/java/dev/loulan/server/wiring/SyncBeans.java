package dev.loulan.server.wiring;

import dev.loulan.contract.Caller;
import dev.loulan.contract.PartyRole;
import dev.loulan.journal.checkpoint.Cosigner;
import dev.loulan.server.devices.DeviceRegister;
import dev.loulan.server.live.LiveHub;
import dev.loulan.server.settings.ServerSettings;
import dev.loulan.sync.clearing.Clearing;
import dev.loulan.sync.hooks.HookEvent;
import dev.loulan.sync.hooks.HookFeed;
import dev.loulan.sync.hooks.HookStore;
import dev.loulan.sync.hooks.HookTarget;
import dev.loulan.sync.intake.Intake;
import dev.loulan.sync.intake.IntakeReader;
import dev.loulan.sync.intake.SqliteIntakeStore;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.readmodel.Projector;
import dev.loulan.sync.readmodel.Restocks;
import dev.loulan.sync.readmodel.SalesModel;
import dev.loulan.sync.submission.LedgerKeys;
import dev.loulan.sync.submission.SubmissionWorker;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Hands out the parts of sync-service over the server's files. */
@Dependent
final class SyncBeans {
  /** Transactions under way together; each waits for its block most of the time. */
  private static final int DEVICES_AT_ONCE = 8;

  @Produces
  @Singleton
  Intake intake(
      Databases databases, ServerSettings settings, InstantSource clock, LedgerGateway ledger) {
    Cosigner cosigner = new Cosigner(settings.name(), WitnessKey.open(settings.data()));
    return new Intake(
        new SqliteIntakeStore(databases.intake()),
        cosigner,
        clock,
        settings.allowSimulatedClock(),
        new LedgerKeys(ledger, platform(settings)));
  }

  private static Caller platform(ServerSettings settings) {
    return new Caller(settings.name(), PartyRole.PLATFORM);
  }

  @Produces
  @Singleton
  IntakeReader intakeReader(Databases databases) {
    return new IntakeReader(databases.intake());
  }

  @Produces
  @Singleton
  LedgerGateway ledger(Databases databases) {
    return databases.ledger();
  }

  @Produces
  @Singleton
  SubmissionWorker worker(Databases databases, LedgerGateway ledger, ServerSettings settings) {
    return new SubmissionWorker(
        new SqliteIntakeStore(databases.intake()),
        ledger,
        platform(settings),
        settings.replica(),
        settings.batch(),
        DEVICES_AT_ONCE);
  }

  @Produces
  @Singleton
  Projector projector(Databases databases, IntakeReader intake) {
    return new Projector(intake, databases.readModel());
  }

  @Produces
  @Singleton
  SalesModel sales(Databases databases) {
    return new SalesModel(databases.readModel());
  }

  @Produces
  @Singleton
  Restocks restocks(Databases databases) {
    return new Restocks(databases.readModel());
  }

  @Produces
  @Singleton
  Clearing clearing(
      LedgerGateway ledger,
      SubmissionWorker worker,
      HookStore hooks,
      ServerSettings settings,
      InstantSource clock) {
    return new Clearing(
        ledger,
        worker,
        statement ->
            hooks.publish(HookEvent.settlement(settings.name(), statement, clock.instant())));
  }

  @Produces
  @Singleton
  HookStore hooks(Databases databases, InstantSource clock) {
    return new HookStore(databases.hooks(), clock);
  }

  @Produces
  @Singleton
  HookTarget hookTarget(ServerSettings settings) {
    return new HookTarget(settings.hookHosts());
  }

  @Produces
  @Singleton
  HookFeed hookFeed(IntakeReader intake, HookStore hooks, ServerSettings settings) {
    return new HookFeed(intake, hooks, settings.name());
  }

  @Produces
  @Singleton
  DeviceRegister devices(Databases databases, InstantSource clock) {
    return new DeviceRegister(databases.devices(), clock);
  }

  @Produces
  @Singleton
  LiveHub live() {
    return new LiveHub();
  }
}
