package dev.loulan.server.api;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.provisioning.DeviceRegistry.StoredClaim;
import dev.loulan.server.devices.DeviceRegister;
import dev.loulan.server.devices.RegisteredDevice;
import dev.loulan.server.identity.IdentityDatabase;
import dev.loulan.server.identity.SqliteDeviceRegistry;
import dev.loulan.sync.intake.Intake;
import dev.loulan.sync.intake.IntakeReader;
import dev.loulan.sync.submission.SubmissionWorker;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every registered device with its state, as operators see it. */
@Singleton
public class DeviceList {

  /**
   * A device now.
   *
   * @param state new, claimed, active or revoked
   * @param lag entries that are here and not on the ledger
   * @param obstacle why they do not reach it
   */
  public record DeviceState(
      RegisteredDevice device,
      String state,
      Optional<Instant> lastSeen,
      long lag,
      Optional<String> obstacle) {

    public Json.Obj json() {
      return new JsonObjectBuilder()
          .text("deviceId", device.device())
          .text("shelf", device.shelf())
          .text("site", device.site())
          .text("operator", device.operator())
          .text("zone", device.zone())
          .text("cutoff", device.cutoff())
          .text("currency", device.currency())
          .flag("openShelf", device.openShelf())
          .flag("restocking", device.restocking())
          .text("state", state)
          .textOrNull("lastSeen", lastSeen.map(Instant::toString))
          .integer("lag", lag)
          .textOrNull("obstacle", obstacle)
          .build();
    }
  }

  private final DeviceRegister devices;
  private final SqliteDeviceRegistry claims;
  private final Intake intake;
  private final IntakeReader reader;
  private final SubmissionWorker worker;

  DeviceList(
      DeviceRegister devices,
      IdentityDatabase identity,
      Intake intake,
      IntakeReader reader,
      SubmissionWorker worker) {
    this.devices = devices;
    this.claims = new SqliteDeviceRegistry(identity);
    this.intake = intake;
    this.reader = reader;
    this.worker = worker;
  }

  public List<DeviceState> all() {
    return devices.all().stream().map(this::state).toList();
  }

  private DeviceState state(RegisteredDevice device) {
    String name = device.device();
    return new DeviceState(
        device, word(device), reader.lastContact(name), worker.lag(name), worker.obstacle(name));
  }

  private String word(RegisteredDevice device) {
    if (device.revoked()) {
      return "revoked";
    }
    if (intake.position(device.device()).epoch().isPresent()) {
      return "active";
    }
    boolean claimed = claims.findClaim(device.device()).map(StoredClaim::boundKey).isPresent();
    return claimed ? "claimed" : "new";
  }
}
