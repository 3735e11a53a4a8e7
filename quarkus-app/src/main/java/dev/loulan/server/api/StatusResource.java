package dev.loulan.server.api;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.server.devices.DeviceRegister;
import dev.loulan.server.devices.RegisteredDevice;
import dev.loulan.server.ledger.LedgerDesk;
import dev.loulan.sync.intake.Intake;
import dev.loulan.sync.intake.IntakeReader;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the ledger holds, how the devices are, and what is wrong. */
@Path("/api/v1/status")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class StatusResource {
  private static final String VERSION = "0.1.0";
  private static final int ALERTS = 50;

  private final DeviceList list;
  private final DeviceRegister devices;
  private final LedgerDesk ledger;
  private final Intake intake;
  private final IntakeReader reader;

  StatusResource(
      DeviceList list,
      DeviceRegister devices,
      LedgerDesk ledger,
      Intake intake,
      IntakeReader reader) {
    this.list = list;
    this.devices = devices;
    this.ledger = ledger;
    this.intake = intake;
    this.reader = reader;
  }

  @GET
  public byte[] status() {
    List<DeviceList.DeviceState> states = list.all();
    List<String> alerts = alerts(states);
    return new JsonObjectBuilder()
        .text("version", VERSION)
        .text("witnessKey", intake.witnessKey().encode())
        .json("ledger", ledger(alerts))
        .array("devices", states.stream().map(DeviceList.DeviceState::json).toList())
        .texts("alerts", alerts)
        .build()
        .canonical();
  }

  /** None while the ledger does not answer, which is when people ask how things are. */
  private Json ledger(List<String> alerts) {
    try {
      return ledger();
    } catch (LedgerUnavailableException e) {
      alerts.addFirst(String.valueOf(e.getMessage()));
      return new Json.Null();
    }
  }

  private Json.Obj ledger() {
    long sales = 0;
    long gross = 0;
    long reviews = 0;
    for (RegisteredDevice device : devices.all()) {
      Optional<Fields> position = ledger.position(device.device());
      sales += position.map(found -> found.integer("sales")).orElse(0L);
      gross += position.map(found -> found.integer("gross")).orElse(0L);
      reviews += position.map(found -> found.integer("reviews")).orElse(0L);
    }
    return new JsonObjectBuilder()
        .integer("sales", sales)
        .integer("gross", gross)
        .integer("reviews", reviews)
        .build();
  }

  private List<String> alerts(List<DeviceList.DeviceState> states) {
    List<String> alerts = new ArrayList<>();
    states.forEach(state -> state.obstacle().ifPresent(alerts::add));
    reader.findings(ALERTS).forEach(finding -> alerts.add(finding.what()));
    return alerts;
  }
}
