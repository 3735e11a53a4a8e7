package dev.loulan.server.api;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.PartyRole;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.provisioning.Enrolment;
import dev.loulan.provisioning.party.PartyPublicKey;
import dev.loulan.server.devices.DeviceRegister;
import dev.loulan.server.devices.RegisteredDevice;
import dev.loulan.server.devices.SignedDocument;
import dev.loulan.server.http.Body;
import dev.loulan.server.http.Problem;
import dev.loulan.server.ledger.LedgerDesk;
import dev.loulan.sync.intake.Intake;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;

/** Registers, lists and revokes devices, and takes their documents. */
@Path("/api/v1/devices")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DeviceAdminResource {
  private final DeviceRegister devices;
  private final DeviceList list;
  private final Enrolment enrolment;
  private final LedgerDesk ledger;
  private final Intake intake;

  DeviceAdminResource(
      DeviceRegister devices,
      DeviceList list,
      Enrolment enrolment,
      LedgerDesk ledger,
      Intake intake) {
    this.devices = devices;
    this.list = list;
    this.enrolment = enrolment;
    this.ledger = ledger;
    this.intake = intake;
  }

  /** Registers the device and gives a one-time claim; again gives a new claim. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] add(byte[] body) {
    RegisteredDevice device = devices.add(Body.object(body));
    Enrolment.Claim claim = enrolment.newClaim(device.device());
    return new JsonObjectBuilder()
        .text("deviceId", device.device())
        .text("claim", claim.text().toString())
        .text("expires", claim.expires().toString())
        .build()
        .canonical();
  }

  @GET
  public byte[] devices() {
    return new Json.Arr(list.all().stream().<Json>map(DeviceList.DeviceState::json).toList())
        .canonical();
  }

  /** Revokes at once here, and on the ledger when the device is known there. */
  @POST
  @Path("{id}/revoke")
  public byte[] revoke(@PathParam("id") String id) {
    RegisteredDevice device = devices.require(id);
    devices.revoke(id);
    enrolment.revoke(id);
    try {
      ledger.submit(
          new Caller(device.operator(), PartyRole.OPERATOR), ContractCalls.revokeDevice(id));
    } catch (ContractException e) {
      switch (e.code()) {
        case UNKNOWN_DEVICE -> {}
        default -> throw e;
      }
    }
    return new JsonObjectBuilder()
        .text("deviceId", id)
        .text("state", "revoked")
        .build()
        .canonical();
  }

  /** Begins or ends restocking: {@code {"on":true}}. */
  @POST
  @Path("{id}/restocking")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] restocking(@PathParam("id") String id, byte[] body) {
    Fields fields = Body.object(body);
    fields.allowOnly(Set.of("on"));
    devices.restocking(id, fields.flag("on"));
    return new JsonObjectBuilder()
        .text("deviceId", id)
        .flag("restocking", fields.flag("on"))
        .build()
        .canonical();
  }

  /** Takes a planogram or price list that the device's operator signed. */
  @POST
  @Path("{id}/documents")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] document(@PathParam("id") String id, byte[] body) {
    RegisteredDevice device = devices.require(id);
    SignedDocument document = SignedDocument.of(Body.object(body));
    if (!document.device().equals(id)) {
      throw new Problem(
          400,
          "BAD_REQUEST",
          "The document is for device %s, not for %s.".formatted(document.device(), id));
    }
    PartyPublicKey key =
        ledger
            .key(device.operator())
            .orElseThrow(() ->
                new Problem(
                    409,
                    "UNKNOWN_PARTY",
                    "The operator %s of device %s has registered no key."
                        .formatted(device.operator(), id)));
    if (!document.isSignedBy(key)) {
      throw new Problem(
          422,
          "SIGNATURE",
          "The document is not signed by the key %s of operator %s."
              .formatted(key.keyId(), device.operator()));
    }
    return new JsonObjectBuilder().integer("version", devices.put(document)).build().canonical();
  }

  @GET
  @Path("{id}/position")
  public byte[] position(@PathParam("id") String id) {
    devices.require(id);
    long onLedger = ledger.position(id).map(found -> found.integer("size")).orElse(0L);
    return intake.position(id).builder().integer("ledgerSize", onLedger).build().canonical();
  }
}
