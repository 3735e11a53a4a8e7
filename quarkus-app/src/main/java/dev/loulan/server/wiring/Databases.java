package dev.loulan.server.wiring;

import dev.loulan.server.devices.DeviceSchema;
import dev.loulan.server.settings.ServerSettings;
import dev.loulan.sync.backup.DataFiles;
import dev.loulan.sync.hooks.HookSchema;
import dev.loulan.sync.intake.IntakeSchema;
import dev.loulan.sync.ledger.LedgerFollower;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.readmodel.ReadModelSchema;
import dev.loulan.sync.store.SqliteFile;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** The server's database files, one for each concern, open from start to stop. */
@Singleton
public class Databases {

  private final SqliteFile intake;
  private final SqliteFile readModel;
  private final SqliteFile devices;
  private final SqliteFile hooks;
  private final Ledger ledger;

  Databases(ServerSettings settings) {
    Path data = settings.data();
    intake = SqliteFile.open(data.resolve(DataFiles.INTAKE), IntakeSchema.migrations());
    readModel = SqliteFile.open(data.resolve(DataFiles.READ_MODEL), ReadModelSchema.migrations());
    devices = SqliteFile.open(data.resolve(DataFiles.DEVICES), DeviceSchema.migrations());
    hooks = SqliteFile.open(data.resolve(DataFiles.HOOKS), HookSchema.migrations());
    ledger = Ledger.open(settings);
  }

  SqliteFile intake() {
    return intake;
  }

  SqliteFile readModel() {
    return readModel;
  }

  SqliteFile devices() {
    return devices;
  }

  SqliteFile hooks() {
    return hooks;
  }

  LedgerGateway ledger() {
    return ledger.gateway();
  }

  /** A new one, which must be asked now and then. */
  LedgerFollower follower() {
    return ledger.follower().get();
  }

  @PreDestroy
  void close() {
    ledger.close();
    intake.close();
    readModel.close();
    devices.close();
    hooks.close();
  }
}
